"""What every page shares: templates that escape, one look in light and dark, a policy that lets nothing foreign run."""

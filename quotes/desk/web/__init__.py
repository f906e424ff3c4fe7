"""What the servers of the desk share: who may come in, how long a request may take, where they listen."""

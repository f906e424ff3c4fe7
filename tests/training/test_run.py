"""A run of training counts its minutes, and continues from its checkpoint."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("torch", reason="torch, which only training needs, is not installed")

import torch

from training.encoder import run as module
from training.encoder.run import Run

USED = {"trees": 8.0}


def start(work: Path, minutes: float, steps: int | None = None) -> tuple[Run, torch.nn.Linear]:
    torch.manual_seed(1)
    layer = torch.nn.Linear(2, 1)
    optimizer = torch.optim.SGD([{"params": layer.parameters(), "peak": 0.1}], lr=0.1)
    return Run(work, minutes, layer, layer, optimizer, steps), layer


def learn(run: Run, layer: torch.nn.Linear) -> None:
    run.set_rates()
    run.step({"tag": layer(torch.ones(1, 2)).pow(2).sum()}, USED)


def test_without_minutes_nothing_is_learnt(tmp_path: Path) -> None:
    run, _ = start(tmp_path, 0.0)
    assert not run.goes_on
    assert not run.checkpoint.exists()


def test_the_last_step_is_saved_and_a_second_run_begins_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CHECKPOINT_SECONDS", 0.0)
    run, layer = start(tmp_path, 5.0)
    for _ in range(3):
        learn(run, layer)
    again, copy = start(tmp_path, 5.0)
    assert again.number == 3
    assert again.spent == run.spent
    assert torch.equal(copy.weight, layer.weight)


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        pytest.param(0.0, 0.0, id="at the start"),
        pytest.param(0.02, 0.05, id="half of the rise"),
        pytest.param(0.04, 0.1, id="the peak"),
        pytest.param(0.52, 0.05, id="half of the fall"),
    ],
)
def test_rates_rise_and_fall(tmp_path: Path, share: float, expected: float) -> None:
    run, _ = start(tmp_path, 10.0)
    run.spent = share * run.limit
    run.set_rates()
    assert run.optimizer.param_groups[0]["lr"] == pytest.approx(expected)


def test_run_of_steps_ends_after_them_whatever_the_time(tmp_path: Path) -> None:
    run, layer = start(tmp_path, 0.0, steps=4)
    rates = []
    while run.goes_on:
        learn(run, layer)
        rates.append(run.optimizer.param_groups[0]["lr"])

    assert run.number == 4
    assert run.checkpoint.exists()
    assert rates == pytest.approx([0.0, 0.1 * 0.75 / 0.96, 0.1 * 0.5 / 0.96, 0.1 * 0.25 / 0.96])

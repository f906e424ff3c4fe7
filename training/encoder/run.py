"""A training run of some minutes or steps: its learning rates, its log, and checkpoints from which it continues."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from pathlib import Path

import torch
from torch import Tensor, nn

from training.encoder.losses import LOSS_WEIGHTS

WARMUP_SHARE = 0.04  # of the run, in which the rates rise; then they fall to zero
CHECKPOINT_SECONDS = 480  # between checkpoints
STEPS_PER_LINE = 50  # of the log
DECAY = 0.98  # of the running means of the losses


class Run:
    """Minutes of training, without interruptions: `while run.goes_on: run.set_rates(); …; run.step(losses, used)`.

    `network` is what is packaged in the end; `modules` is all that is trained, the network among it. Each group of
    the optimizer has its highest rate as "peak". With `steps` the run ends after so many, whatever the time.
    """

    def __init__(
        self,
        work: Path,
        minutes: float,
        network: nn.Module,
        modules: nn.Module,
        optimizer: torch.optim.Optimizer,
        steps: int | None = None,
    ) -> None:
        self.work, self.limit, self.steps = work, minutes * 60, steps
        self.network, self.modules, self.optimizer = network, modules, optimizer
        self.means: dict[str, float] = {}
        self.number = 0  # of steps
        self.begun = 0.0
        if self.checkpoint.exists():
            state = torch.load(self.checkpoint, map_location="cpu", weights_only=True)
            modules.load_state_dict(state["modules"])
            optimizer.load_state_dict(state["optimizer"])
            self.begun, self.number = state["spent"], state["step"]
        self.spent = self.begun
        self.clock = self.saved = time.monotonic()

    @property
    def checkpoint(self) -> Path:
        """The file from which the run continues."""
        return self.work / "checkpoint.pt"

    @property
    def goes_on(self) -> bool:
        """Whether there is time left, or a step."""
        return self.share < 1.0

    @property
    def share(self) -> float:
        """How much of the run is done, from 0 to 1."""
        done, limit = (self.spent, self.limit) if self.steps is None else (self.number, self.steps)
        return done / limit if limit else 1.0

    def start_clock(self) -> None:
        """Begin to count the minutes: call it when all texts are read."""
        self.clock = self.saved = time.monotonic()

    def set_rates(self) -> None:
        """Give each group of parameters the learning rate of this moment."""
        share = self.share
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * min(share / WARMUP_SHARE, (1 - share) / (1 - WARMUP_SHARE), 1.0)

    def step(self, loss_by_task: Mapping[str, Tensor], used: Mapping[str, float]) -> None:
        """Learn from the losses of a batch; `used` are the pieces of each stream so far, for the log."""
        sum(LOSS_WEIGHTS[task] * loss for task, loss in loss_by_task.items()).backward()  # type: ignore[union-attr]
        torch.nn.utils.clip_grad_norm_(self.modules.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        for task, loss in loss_by_task.items():
            value = float(loss.detach())
            self.means[task] = DECAY * self.means.get(task, value) + (1 - DECAY) * value
        self.number += 1
        self.spent = self.begun + time.monotonic() - self.clock
        if self.number % STEPS_PER_LINE == 0:
            speed = round(sum(used.values()) / (self.spent - self.begun))
            rounded = {task: round(mean, 4) for task, mean in sorted(self.means.items())}
            line = {"step": self.number, "minutes": round(self.spent / 60, 1), "speed": speed, **rounded}
            print(json.dumps(line), flush=True)
        if time.monotonic() - self.saved > CHECKPOINT_SECONDS or not self.goes_on:
            self.save()

    def save(self) -> None:
        """Write the checkpoint, whole or not at all."""
        state = {"network": self.network.state_dict(), "modules": self.modules.state_dict()}
        state |= {"optimizer": self.optimizer.state_dict(), "spent": self.spent, "step": self.number}
        fresh = self.work / "checkpoint.tmp"
        torch.save(state, fresh)
        fresh.replace(self.checkpoint)
        self.saved = time.monotonic()

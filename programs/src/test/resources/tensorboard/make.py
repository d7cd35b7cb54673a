"""Writes the event files beside it, with the writers of tensorboardX and of TensorBoard itself."""

import math
import os
import sys

import numpy as np
from tensorboard.compat.proto.event_pb2 import Event
from tensorboard.plugins.histogram import summary_v2 as histogram
from tensorboard.plugins.scalar import summary_v2 as scalar
from tensorboard.plugins.text import summary_v2 as text
from tensorboard.summary.writer.event_file_writer import EventFileWriter
from tensorboardX import SummaryWriter

folder = sys.argv[1]

old = SummaryWriter(os.path.join(folder, "old"))
for step in range(50):
    old.add_scalar("loss", 1 / (step + 1), step, walltime=1764547200 + step)
old.add_scalar("rate", math.nan, 0, walltime=1764547200)
old.add_scalar("rate", math.inf, 1, walltime=1764547201)
old.add_histogram("weights", np.arange(101, dtype=np.float64), 7, walltime=1764547200)
old.add_text("notes", "a note", 3, walltime=1764547200)
old.close()

new = EventFileWriter(os.path.join(folder, "new"))


def add(summary, step):
    new.add_event(Event(wall_time=1764547200 + step, step=step, summary=summary))


for step in range(50):
    add(scalar.scalar_pb("epoch_loss", np.float32(2 / (step + 1))), step)
add(histogram.histogram_pb("kernel", np.arange(101, dtype=np.float64), buckets=10), 7)
add(text.text_pb("notes", "a note"), 3)
new.close()

for kind in ("old", "new"):
    (written,) = os.listdir(os.path.join(folder, kind))
    os.replace(
        os.path.join(folder, kind, written),
        os.path.join(folder, "events.out.tfevents.1764547200." + kind),
    )
    os.rmdir(os.path.join(folder, kind))

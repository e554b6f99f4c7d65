"""What is noticed while a file is checked: reasons of rejected lines, and notes that are counted."""

from dataclasses import dataclass, field

from analytics.importer.checked import SAMPLE, Problem

SHOWN_CHARACTERS = 100


@dataclass
class Found:
    """What was noticed so far: each rejected line's reasons, and notes counted by code and column."""

    problems: dict[int, list[Problem]] = field(default_factory=dict)
    notes: dict[tuple[str, str | None], Problem] = field(default_factory=dict)

    def reject(self, problem: Problem) -> None:
        assert problem.line is not None
        self.problems.setdefault(problem.line, []).append(problem)

    def note(self, problem: Problem) -> None:
        """Counts a note; the one of the smallest line is shown."""
        key = (problem.code, problem.column)
        held = self.notes.get(key)
        if held is None:
            self.notes[key] = problem
        else:
            first = min(held, problem, key=lambda one: one.line or 0)
            count = held.count + problem.count
            self.notes[key] = Problem(first.code, first.line, first.column, first.value, first.values, count)

    def warnings(self) -> tuple[Problem, ...]:
        """All notes, by line."""
        return tuple(sorted(self.notes.values(), key=lambda note: (note.line or 0, note.code, note.column or "")))

    def rejects_sample(self) -> tuple[Problem, ...]:
        """The reasons of the first rejected lines."""
        lines = sorted(self.problems)[:SAMPLE]
        return tuple(problem for line in lines for problem in self.problems[line])[:SAMPLE]

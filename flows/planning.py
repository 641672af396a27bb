"""What a refresh would have to do: the inputs now against those of the published build."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flows.settings import Settings
from flows.sources.inventory import Inventory, take_inventory
from flows.store.builds import Build, BuildStore

_CODE: Final = "code:flows"


@dataclass(frozen=True)
class Plan:
    """What to do: read ``read`` and drop ``drop``, starting from ``base`` (``None``: from nothing).

    ``changes`` says why: pairs of an input and how it differs. Code that has changed may read everything otherwise,
    or into other tables, so that nothing is taken over from a build of other code. ``damage`` says what is wrong with
    what is published (empty: nothing).
    """

    inventory: Inventory
    published: Build | None
    base: Build | None
    read: tuple[str, ...]
    drop: tuple[str, ...]
    changes: tuple[tuple[str, str], ...]
    damage: str = ""

    @property
    def nothing_changed(self) -> bool:
        return not self.changes

    @property
    def has_new_models(self) -> bool:
        """Whether models or vocabulary may differ from those of a build that was published, so that they are to be tested."""
        return self.base is None or any(key.startswith(("dbt:", "vocabulary:")) for key, _ in self.changes)

    @property
    def mode(self) -> str:
        return "incremental" if self.base else "full"


def make_plan(settings: Settings, *, full: bool = False, deep: bool = False, damage: str = "") -> Plan:
    """Compare; reads and hashes files, opens no database. Raises ``RefusedError`` for a bad manifest.

    With ``deep`` the published database is read whole where nothing else has changed: a bit that rots changes no time.
    ``damage`` is what the caller has found wrong with the published build where a look from outside does not show it.
    """
    store = BuildStore(settings.warehouse)
    inventory = take_inventory(settings.root)
    published = store.published()
    damage = damage or _damage(store, published)
    changes = list(_changes(inventory.inputs, published.inputs if published else {}))
    if deep and published and not (damage or changes or store.is_intact(published, deep=True)):
        damage = "damaged"
    if damage:
        changes.append((f"warehouse:{store.pointer.name}", damage))
    if full:
        changes.append(("--full", "asked for"))
    same_code = published is not None and published.inputs.get(_CODE) == inventory.inputs[_CODE]
    base = published if same_code and not damage and not full else None
    read, drop = inventory.changed_documents(base.inputs if base else {})
    return Plan(inventory, published, base, tuple(sorted(read)), tuple(sorted(drop)), tuple(changes), damage)


def _damage(store: BuildStore, published: Build | None) -> str:
    if published is None:
        return "leads to no build with a record" if store.pointer.is_symlink() else ""
    return "" if store.is_intact(published) else "damaged or written to"


def _changes(now: Mapping[str, str], before: Mapping[str, str]) -> list[tuple[str, str]]:
    found = []
    for key in sorted(now.keys() | before.keys()):
        if key not in before:
            found.append((key, "new"))
        elif key not in now:
            found.append((key, "gone"))
        elif now[key] != before[key]:
            found.append((key, "changed"))
    return found

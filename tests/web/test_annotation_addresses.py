"""Claims as Web Annotations at addresses of the explorer."""

from flows.exporting.annotations import annotation
from flows.store.builds import BuildStore
from flows.store.snapshot import opened


def test_the_annotation_of_an_observation_is_that_of_the_export(explorer, template):
    with opened(BuildStore(template / "warehouse")) as snapshot:
        build = snapshot.build
        texts = dict(snapshot._texts())
        claims = list(snapshot.rows(snapshot.joined("claims"), base_url=""))
        chosen = {row["claim_id"]: row for row in snapshot.rows(snapshot.joined("observations"), base_url="")}
    asked = [claims[0], claims[-1], *[row for row in claims if row["observation_id"] is None][:2]]
    assert len(asked) == 4
    for claim in asked:
        answer = explorer.get(f"/claims/{claim['claim_id']}/annotation.json")
        assert answer.headers["content-type"].startswith("application/ld+json")
        made = annotation(claim, text=texts[claim["document"]], base_url="", generated=build.finished_at)
        assert answer.json() == made
        if claim["claim_id"] in chosen:
            assert explorer.get(f"/observations/{claim['observation_id']}/annotation.json").json() == made


def test_what_is_not_there_is_said(explorer):
    for address in ("/observations/no/annotation.json", "/claims/no/annotation.json"):
        assert explorer.get(address).status_code == 404

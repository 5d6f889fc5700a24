"""How many quotes each speaker has, counted by the cluster: paragraphs say by whom each of theirs
is, and scripts lead that to whom it means.
"""

from __future__ import annotations

from typing import Any

from index.core.led_names import LedNames
from index.engines.opensearch.documents import entity_term
from index.engines.opensearch.led_terms import leading
from index.sharing.quote_documents import INDIRECT, SAID_BY, SAID_OF

_LED = """
String led(String form, Map params) {
  if (form.length() == 0 || form.charAt(0) == (char)'=') { return ''; }
  def led = params.forms.get(form);
  if (led != null) { return led; }
  String found = form.substring(0, params.digits);
  led = params.entities.get(found);
  return led != null ? led : found;
}
"""
_COUNT = f"""
{_LED}
Set places = null;
if (params.about != '') {{
  places = new HashSet();
  for (String one : doc['{SAID_OF}']) {{
    int at = one.indexOf(':');
    if (led(one.substring(at + 1), params) == params.about) {{ places.add(one.substring(0, at)); }}
  }}
}}
for (String one : doc['{SAID_BY}']) {{
  int at = one.indexOf(':');
  int behind = one.indexOf(':', at + 1);
  if (places != null && !places.contains(one.substring(0, at))) {{ continue; }}
  if (one.substring(at + 1, behind) == params.without) {{ continue; }}
  String who = led(one.substring(behind + 1), params);
  state.counts.put(who, state.counts.getOrDefault(who, 0) + 1);
}}
"""
_REDUCE = """
Map all = new HashMap();
for (counts in states) {
  if (counts == null) { continue; }
  for (one in counts.entrySet()) {
    all.put(one.getKey(), all.getOrDefault(one.getKey(), 0) + one.getValue());
  }
}
return all;
"""


def by_speaker(names: LedNames, about: int | None, *, indirect: bool) -> dict[str, Any]:
    """An aggregation over paragraphs: how many quotes there are by each entity, as a term, and by
    those without a name, as ""; only those that name one (`about`), with or without what is only
    reported.
    """
    params = leading(names, names.sources)
    params["about"] = "" if about is None else entity_term(about)
    params["without"] = "" if indirect else str(INDIRECT)
    return {
        "scripted_metric": {
            "params": params,
            "init_script": "state.counts = new HashMap()",
            "map_script": _COUNT,
            "combine_script": "return state.counts",
            "reduce_script": _REDUCE,
        }
    }

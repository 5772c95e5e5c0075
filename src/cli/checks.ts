import { renderCheckList, renderPage } from '../render/pages.ts';
import { selectors } from '../select.ts';
import { nearest } from '../parse/edit-distance.ts';
import type { Host } from './host.ts';
import { UsageError } from './usage-error.ts';
import { show } from './values.ts';

/** `ses-doctor checks [code|check]`: the list, or a page. */
export async function checksCommand(name: string | undefined, host: Host): Promise<number> {
  const checklist = await host.checklist();
  if (name === undefined) {
    host.stdout(renderCheckList(checklist));
    return 0;
  }
  const page = renderPage(checklist, name.toLowerCase());
  if (page === null) {
    const near = nearest(name.toLowerCase(), selectors(checklist), 3);
    throw new UsageError(
      `checks: nothing is called ${show(name)}${near === null ? '; ses-doctor checks lists what there is' : `; did you mean ${near}?`}`,
    );
  }
  host.stdout(page);
  return 0;
}

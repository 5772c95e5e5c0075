import { renderCheckList, renderPage } from '../render/pages.ts';
import type { Host } from './host.ts';
import { unknownName } from './names.ts';

/** `ses-doctor checks [code|check]`: the list, or a page. */
export async function checksCommand(name: string | undefined, host: Host): Promise<number> {
  const checklist = await host.checklist();
  const text = name === undefined ? renderCheckList(checklist) : renderPage(checklist, name.toLowerCase());
  if (text === null) throw unknownName('checks', name ?? '', checklist);
  host.stdout(text);
  return 0;
}

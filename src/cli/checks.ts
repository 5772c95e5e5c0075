import { renderCheckList, renderChecksJson, renderPage } from '../render/pages.ts';
import type { Host } from './host.ts';
import { unknownName } from './names.ts';

/** The flags of `checks`. */
export interface ChecksFlags {
  format: 'text' | 'json';
  json?: true;
}

/** The page of a code or a check, for people or for programs; null when there is no such thing. */
export async function pageOf(name: string, json: boolean, host: Host): Promise<string | null> {
  const checklist = [...(await host.checklist()), await host.history.stage()];
  return json ? renderChecksJson(checklist, name) : renderPage(checklist, name);
}

/** `ses-doctor checks [code|check]`: the list, or a page; as JSON the same for programs. */
export async function checksCommand(
  name: string | undefined,
  { format, json }: ChecksFlags,
  host: Host,
): Promise<number> {
  const checklist = [...(await host.checklist()), await host.sending.stage(), await host.history.stage()];
  const wanted = name?.toLowerCase() ?? null;
  const text =
    json === true || format === 'json'
      ? renderChecksJson(checklist, wanted)
      : wanted === null
        ? renderCheckList(checklist)
        : renderPage(checklist, wanted);
  if (text === null) throw unknownName('checks', name ?? '', checklist);
  host.stdout(text);
  return 0;
}

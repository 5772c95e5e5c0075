/** What kinds of files this program writes. */
export type OwnKind = 'report' | 'facts' | 'baseline' | 'state';

/** A file that this program has written. */
export interface OwnFile {
  kind: OwnKind;
  /** In words for a sentence. */
  words: string;
}

/** What this program has written; null: something else. `start`: the first characters of a file. */
export function ownFile(start: string): OwnFile | null {
  const text = start.replace(/^\ufeff/, '').slice(0, 600);
  if (!/^\s*\{/.test(text)) return null;
  if (/^\s*\{"kind":\s*"ses-doctor survey"/.test(text))
    return { kind: 'state', words: 'the state of a survey' };
  if (/^\s*\{\s*"schema":\s*\d+,\s*"baseline":/.test(text)) return { kind: 'baseline', words: 'a baseline' };
  if (/^\s*\{\s*"type":\s*"check",\s*"(?:stage|round)":/.test(text))
    return { kind: 'report', words: 'a report of ses-doctor' };
  if (!/"tool":\s*\{\s*"name":\s*"ses-doctor"/.test(text)) return null;
  if (/"redacted":\s*(?:true|false)/.test(text)) return { kind: 'facts', words: 'what a run learnt' };
  const of = /"command":\s*"(\w{1,20})"/.exec(text)?.[1];
  return {
    kind: 'report',
    words: of === undefined || of === 'check' ? 'a report of ses-doctor' : `a report of ses-doctor ${of}`,
  };
}

/** Flags that people type, and ours for the same. */
export const otherNames: Readonly<Record<string, string>> = {
  '--domain': '--identity',
  '--email': '--identity',
  '--from': '--identity',
  '--sender': '--identity',
  '--to': '--recipient',
  '--config-set': '--configuration-set',
  '--dns': '--resolver',
  '--dns-server': '--resolver',
  '--nameserver': '--resolver',
  '--endpoint': '--endpoint-url',
  '--log': '--symptom',
  '--error': '--symptom',
  '--file': '--symptom',
  '--eml': '--message',
};

/** A better sentence for a flag that has another name here; null for any other usage error of commander. */
export function otherNameOf(said: string, command?: string): string | null {
  const flag = /unknown option '(--[a-z-]+)/.exec(said)?.[1] ?? '';
  const name = otherNames[flag];
  if (command === 'survey' && name === '--identity')
    return `unknown option '${flag}'; use --identities <file>, or ses-doctor check ${name}`;
  return name === undefined ? null : `unknown option '${flag}'; use ${name}`;
}

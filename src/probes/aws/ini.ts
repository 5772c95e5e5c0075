/** The sections of an AWS config file: `profile dev` → `region` → `eu-west-1`. A key of a block has its name in front: `sesv2.endpoint_url`. */
export type IniSections = ReadonlyMap<string, ReadonlyMap<string, string>>;

/**
 * Reads the text of ~/.aws/config or ~/.aws/credentials as the AWS SDKs do: `#` and `;` start a comment at the
 * start of a line or after a space, a key without a value opens a block of the indented lines that follow.
 * Never throws: a line that makes no sense is left out.
 */
export function parseIni(text: string): IniSections {
  const sections = new Map<string, Map<string, string>>();
  let section: Map<string, string> | null = null;
  let block: string | null = null;
  for (const raw of text.split(/\r?\n/)) {
    const line = withoutComment(raw).trim();
    if (line.startsWith('[') && line.endsWith(']')) {
      const name = sectionName(line.slice(1, -1));
      section = sections.get(name) ?? new Map<string, string>();
      sections.set(name, section);
      block = null;
      continue;
    }
    const equals = line.indexOf('=');
    if (section === null || equals < 1) continue;
    const key = line.slice(0, equals).trim();
    const value = line.slice(equals + 1).trim();
    const indented = /^\s/.test(raw);
    if (!indented) block = null;
    if (value === '' && !indented) block = key;
    else section.set(block === null ? key : `${block}.${key}`, value);
  }
  return sections;
}

function withoutComment(line: string): string {
  const at = line.search(/(?:^|\s)[;#]/);
  return at === -1 ? line : line.slice(0, at);
}

/** `profile "dev"`, `profile   dev` and `profile dev` are the same section. */
function sectionName(text: string): string {
  const [kind = '', ...rest] = text.trim().split(/\s+/);
  const name = rest.join(' ').replace(/^(["'])(.*)\1$/, '$2');
  return name === '' ? kind : `${kind} ${name}`;
}

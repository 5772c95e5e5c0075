import { type JsonFault, readJson } from './json-position.ts';

/** The parts of a template as SES keeps them. Null: the template has no such part. */
export interface TemplateParts {
  subject: string | null;
  text: string | null;
  html: string | null;
}

export type TemplateFile = { kind: 'template'; parts: TemplateParts } | ({ kind: 'broken' } & JsonFault);

/**
 * Reads the JSON of a template file in any of the shapes that AWS tools take: of `create-email-template` (API v2,
 * with `TemplateContent`), of `create-template` (API v1, `Template` with `SubjectPart` …), or the content alone.
 */
export function readTemplateFile(text: string): TemplateFile {
  const reading = readJson(text.replace(/^\uFEFF/, ''));
  if (reading.kind === 'broken') {
    if (!text.trimStart().startsWith('<')) return reading;
    return { ...reading, problem: 'this is HTML; the file has to be JSON with Subject, Text and Html' };
  }
  const content = contentOf(reading.value);
  const parts = {
    subject: firstString(content, ['Subject', 'SubjectPart']),
    text: firstString(content, ['Text', 'TextPart']),
    html: firstString(content, ['Html', 'HtmlPart']),
  };
  if (parts.subject === null && parts.text === null && parts.html === null) {
    return { kind: 'broken', line: 1, column: 1, problem: 'the JSON holds none of Subject, Text and Html' };
  }
  return { kind: 'template', parts };
}

function contentOf(value: unknown): Record<string, unknown> {
  const outer = objectOf(value);
  for (const name of ['TemplateContent', 'Template']) {
    if (Object.hasOwn(outer, name)) return contentOf(outer[name]);
  }
  return outer;
}

const objectOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

function firstString(content: Record<string, unknown>, names: readonly string[]): string | null {
  for (const name of names) {
    const value = Object.hasOwn(content, name) ? content[name] : undefined;
    if (typeof value === 'string') return value;
  }
  return null;
}

import type { Json } from './json.ts';
import type { Pseudonyms } from './pseudonyms.ts';

/** Keys under which the name of a template stands. */
const keys = new Set(['template', 'templateName', 'TemplateName']);
/** Facts about a template: their subject is its name. */
const aboutTemplate = /^template(?:-|$)/;

/** The names of templates that a record holds, the longest first. */
export function templateNames(value: Json): readonly string[] {
  const names = new Set<string>();
  collect(value, names);
  return [...names].filter((name) => name !== '').toSorted((one, other) => other.length - one.length);
}

function collect(value: Json, names: Set<string>): void {
  if (value === null || typeof value !== 'object') return;
  if (Array.isArray(value)) {
    for (const item of value as readonly Json[]) collect(item, names);
    return;
  }
  const { fact, subject, kind, name, answer } = value as Readonly<Record<string, Json>>;
  if (typeof fact === 'string' && aboutTemplate.test(fact)) {
    if (typeof subject === 'string') names.add(subject);
    if (fact === 'template-spellings') collectTexts(answer ?? null, names);
  }
  if (kind === 'stored' && typeof name === 'string') names.add(name);
  for (const [key, item] of Object.entries(value)) {
    if (keys.has(key) && typeof item === 'string') names.add(item);
    else collect(item, names);
  }
}

/** The list of names that a fact holds. */
function collectTexts(answer: Json, names: Set<string>): void {
  const list = answer !== null && typeof answer === 'object' && 'value' in answer ? answer['value'] : null;
  if (!Array.isArray(list)) return;
  for (const name of list as readonly Json[]) if (typeof name === 'string') names.add(name);
}

/** Replaces names of templates: wherever they stand alone, and short ones only where they are the whole text. */
export function withoutNames(value: string, names: readonly string[], pseudonyms: Pseudonyms): string {
  const whole = names.find((name) => name === value);
  if (whole !== undefined) return pseudonyms.of('template', whole);
  return names
    .filter((name) => name.length > 3 && value.includes(name))
    .reduce((text, name) => text.replaceAll(standing(name), () => pseudonyms.of('template', name)), value);
}

const standing = (name: string): RegExp =>
  new RegExp(`(?<![\\w.@-])${name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w@-])`, 'g');

import { flatLines } from './flat-lines.ts';
import { objectOf, type Json } from './json.ts';

/** A key by which a record of SES says what it is, also inside JSON that is a string. */
const marker = /(?:notification|event)[ _-]?type\\*["']/iu;
const deepest = 6;
/** Characters; what is longer is a dump of events, which are counted elsewhere. */
const largest = 1_000_000;
/** Members that a record of SES does not have, and a program that passes it on does. */
const failing = /^(?:err|error|errors|error_?message|exception|failure_?reason|stack|traceback)$/iu;

/**
 * The texts that stand in the same list as a record of SES and are none (`[{"eventType": …}, {"error": …}]`, log events,
 * a batch of messages), and what a program wrote into a record as its own error. One good record says nothing about them.
 */
export function besideRecords(document: unknown): readonly string[] {
  const whole = JSON.stringify(document);
  if (whole.length > largest || !marker.test(whole)) return [];
  const texts: string[] = [];
  walk(document, 0, texts);
  return texts;
}

function walk(value: unknown, depth: number, texts: string[]): void {
  if (depth > deepest) return;
  if (Array.isArray(value)) {
    const members: readonly unknown[] = value;
    const marked = members.map((member) => marker.test(JSON.stringify(member)));
    for (const [index, member] of members.entries()) {
      if (marked[index] === true) walk(member, depth + 1, texts);
      else if (marked.includes(true)) texts.push(...textsOf(member));
    }
    return;
  }
  const object = objectOf(value);
  if (object === null) return;
  if (Object.keys(object).some((key) => /^(?:notification|event)_?type$/iu.test(key))) {
    for (const [key, own] of Object.entries(object)) if (failing.test(key)) texts.push(...textsOf(own));
    return;
  }
  for (const member of Object.values(object)) walk(member, depth + 1, texts);
}

function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  const object: Json | null = objectOf(value);
  return object === null ? [] : flatLines(object);
}

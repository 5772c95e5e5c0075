import type { Fact, Source, Sources, SubjectAnswer } from '../model/fact.ts';
import { subjectsOf, type Target } from '../model/target.ts';
import { type Answer, answerOf } from '../model/unavailable.ts';

/** Reads the sources that facts and checks name. */
export interface SourceReader {
  /** The values of required sources; rejects with the first in order that is unavailable. */
  readAll: (sources: Sources, subject: string | null) => Promise<Record<string, unknown>>;
  /** The answers of optional sources. */
  answerAll: (sources: Sources, subject: string | null) => Promise<Record<string, Answer<unknown>>>;
}

/** The key of a fact and subject. */
export const factKey = (fact: string, subject: string | null): string =>
  subject === null ? fact : `${fact} ${subject}`;

/** Which subjects a source is read for, when it is read for this one. */
export function subjectsFor(
  source: Source,
  subject: string | null,
  target: Target,
): readonly (string | null)[] {
  if ('each' in source) return subjectsOf(source.each.per, target);
  return [source.per === 'run' ? null : subject];
}

/** Most facts and checks have sources of one kind. */
export const isEmpty = (sources: Sources): boolean => Object.keys(sources).length === 0;

/** What there is of no sources. */
const nothing: Promise<Record<string, never>> = Promise.resolve(Object.freeze({}));

/** A reader of sources on top of one of facts. The target may change while a run begins. */
export function sourceReader(
  read: <T>(fact: Fact<T>, subject: string | null) => Promise<T>,
  target: () => Target,
): SourceReader {
  function readSource(source: Source, subject: string | null): Promise<unknown> {
    if (!('each' in source)) return read(source, subject);
    return Promise.all(
      subjectsOf(source.each.per, target()).map(async (one): Promise<SubjectAnswer<unknown>> => {
        return { subject: one ?? '', answer: await answerOf(read(source.each, one)) };
      }),
    );
  }

  async function readEach(sources: Sources, subject: string | null): Promise<Record<string, unknown>> {
    const names = Object.keys(sources);
    const all = Object.values(sources);
    const [only] = all;
    if (only !== undefined && all.length === 1) return { [names[0] ?? '']: await readSource(only, subject) };
    // Settled, not `Promise.all`: when two facts fail, the first one named is always the one reported.
    const settled = await Promise.allSettled(all.map((source) => readSource(source, subject)));
    const values: Record<string, unknown> = {};
    settled.forEach((result, index) => {
      if (result.status !== 'fulfilled') throw result.reason;
      values[names[index] ?? ''] = result.value;
    });
    return values;
  }

  async function answerEach(
    sources: Sources,
    subject: string | null,
  ): Promise<Record<string, Answer<unknown>>> {
    const names = Object.keys(sources);
    const answers: Record<string, Answer<unknown>> = {};
    const all = await Promise.all(
      Object.values(sources).map((source) => answerOf(readSource(source, subject))),
    );
    all.forEach((answer, index) => {
      answers[names[index] ?? ''] = answer;
    });
    return answers;
  }

  return {
    readAll: (sources, subject) => (isEmpty(sources) ? nothing : readEach(sources, subject)),
    answerAll: (sources, subject) => (isEmpty(sources) ? nothing : answerEach(sources, subject)),
  };
}

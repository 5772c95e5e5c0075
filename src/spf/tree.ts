import type { SpfSyntaxError } from './record.ts';
import type { Why } from '../model/unavailable.ts';

/** RFC 7208 2.6. */
export type SpfResult = 'none' | 'neutral' | 'pass' | 'fail' | 'softfail' | 'temperror' | 'permerror';

/** One record, and what became of each of its terms: the lookup tree. */
export interface SpfNode {
  domain: string;
  /** Null when there is none, or it could not be read. */
  record: string | null;
  result: SpfResult;
  terms: readonly SpfTermNode[];
}

export interface SpfTermNode {
  /** As written, and its offset in the record (from 0). */
  text: string;
  at: number;
  /** The name asked for, macros put in; null for a term that asks nothing. */
  target: string | null;
  /** Which of the lookups it was (from 1); null when it costs none or was not reached. */
  lookup: number | null;
  /** Its question had an empty answer. */
  void: boolean;
  outcome: 'match' | 'no-match' | 'temperror' | 'permerror' | 'not-reached';
  /** The term that ended the evaluation with an error. */
  culprit: boolean;
  /** The record of an include or redirect. */
  below: SpfNode | null;
}

/** Why there is no result: the fault, and the record and term it lies in. `domain` holds the record at fault. */
export type SpfProblem =
  | { kind: 'multiple-records'; domain: string; records: readonly string[] }
  | { kind: 'syntax-error'; domain: string; record: string; errors: readonly SpfSyntaxError[] }
  | { kind: 'too-many-lookups'; domain: string; record: string; term: string; at: number }
  | {
      kind: 'too-many-voids';
      domain: string;
      record: string;
      term: string;
      at: number;
      names: readonly string[];
    }
  | { kind: 'too-many-mx'; domain: string; record: string; term: string; at: number; count: number }
  /** `path`: the domains from the first to the one that comes again. */
  | {
      kind: 'include-loop';
      domain: string;
      record: string;
      term: string;
      at: number;
      path: readonly string[];
    }
  /** An include or redirect of a domain without a record. */
  | { kind: 'include-missing'; domain: string; record: string; term: string; at: number; target: string }
  | { kind: 'temperror'; domain: string; term: string | null; why: Why };

/** The lookup tree as indented lines: each record, its terms in order, and the term at fault marked. */
export function describeSpfTree(node: SpfNode, indent = ''): readonly string[] {
  return node.terms.flatMap((term) => {
    const cost = term.lookup === null ? '' : ` [lookup ${term.lookup}${term.void ? ', empty answer' : ''}]`;
    const mark = term.culprit ? ' <-- here' : '';
    const end = term.outcome === 'match' ? ' matches' : term.outcome === 'not-reached' ? ' not reached' : '';
    const line = `${indent}${term.text}${cost}${end}${mark}`;
    return [line, ...(term.below === null ? [] : describeSpfTree(term.below, `${indent}| `))];
  });
}

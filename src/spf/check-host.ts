import {
  isSpfRecord,
  parseSpf,
  type SpfDirective,
  type SpfModifier,
  type SpfQualifier,
  type SpfRecord,
} from './record.ts';
import { hasMacro } from './macro.ts';
import { answerOf } from '../model/unavailable.ts';
import { explain } from './explanation.ts';
import { matchDirective } from './mechanisms.ts';
import { addressType, type SpfEvaluation, type SpfQuestion, startEvaluation } from './question.ts';
import { askableName, targetOf } from './target.ts';
import type { SpfNode, SpfProblem, SpfResult, SpfTermNode } from './tree.ts';

export interface SpfCheck {
  result: SpfResult;
  /** What the domain says to those it refuses; null when it says nothing, or the result is no fail. */
  explanation: string | null;
  tree: SpfNode;
  /** Terms that asked DNS; the 11th is a permerror. */
  lookups: number;
  /** Terms with an empty answer; the third is a permerror. */
  voids: number;
  /** The fault behind temperror and permerror, else null. */
  problem: SpfProblem | null;
}

/**
 * check_host() of RFC 7208 section 4: may `ip` send mail for `domain`? Never rejects for what DNS answers.
 *
 * `question.dns.resolve(name, type)` gives `{ exists, records, ttl, chain }` with CNAMEs followed: texts for TXT (the
 * strings of a record joined), addresses for A and AAAA, names for PTR, `{ preference, exchange }` for MX. A name or
 * type that is not there has `records: []`; it rejects with `Unavailable` where no answer can be had (temperror).
 * For a null reverse-path `sender` is empty and `domain` the HELO name. test/spf/suite drives it from zone data.
 */
export async function checkHost(question: SpfQuestion): Promise<SpfCheck> {
  const evaluation = startEvaluation(question);
  const domain = question.domain.replace(/\.$/, '');
  const { node, explanation } = isMailDomain(domain)
    ? await evaluateDomain(evaluation, domain, [])
    : { node: { domain, record: null, result: 'none' as const, terms: [] }, explanation: null };
  return {
    result: node.result,
    explanation:
      node.result === 'fail' && explanation !== null ? await explain(evaluation, explanation) : null,
    tree: node,
    lookups: evaluation.lookups,
    voids: evaluation.voids.length,
    problem: node.result === 'permerror' || node.result === 'temperror' ? evaluation.problem : null,
  };
}

/** RFC 7208 4.3: a malformed domain, a single label or an address literal has no record. */
function isMailDomain(domain: string): boolean {
  return domain.includes('.') && !/[[\]\s@]/.test(domain) && askableName(domain);
}

/** The `exp` that speaks for a result, and the domain of its record. */
interface Explanation {
  exp: SpfModifier;
  domain: string;
}

interface Evaluated {
  node: SpfNode;
  explanation: Explanation | null;
}

const resultOf: Readonly<Record<SpfQualifier, SpfResult>> = {
  '+': 'pass',
  '-': 'fail',
  '~': 'softfail',
  '?': 'neutral',
};

/** Finds the record of a domain and evaluates it. `path`: the domains whose records led here. */
async function evaluateDomain(
  evaluation: SpfEvaluation,
  domain: string,
  path: readonly string[],
): Promise<Evaluated> {
  const ended = (result: SpfResult, record: string | null = null): Evaluated => ({
    node: { domain, record, result, terms: [] },
    explanation: null,
  });
  const answer = await answerOf(evaluation.resolve(domain, 'TXT'));
  if (!answer.ok) {
    evaluation.problem ??= { kind: 'temperror', domain, term: null, why: answer.why };
    return ended('temperror');
  }
  const records = answer.value.records.filter(isSpfRecord);
  const [text] = records;
  if (text === undefined) return ended('none');
  if (records.length > 1) {
    evaluation.problem ??= { kind: 'multiple-records', domain, records }; // RFC 7208 4.5
    return ended('permerror');
  }
  const record = parseSpf(text);
  if (record.errors.length > 0) {
    evaluation.problem ??= { kind: 'syntax-error', domain, record: text, errors: record.errors }; // RFC 7208 4.6
    return ended('permerror', text);
  }
  askAhead(evaluation, record);
  return await evaluateRecord(evaluation, record, domain, [...path, domain.toLowerCase()]);
}

async function evaluateRecord(
  evaluation: SpfEvaluation,
  record: SpfRecord,
  domain: string,
  path: readonly string[],
): Promise<Evaluated> {
  const terms: SpfTermNode[] = [];
  const directives = record.terms.filter((term) => term.kind === 'directive');
  const ended = (result: SpfResult, explanation: Explanation | null): Evaluated => {
    const reached = new Set(terms.map(({ at }) => at));
    const others = record.terms
      .filter(({ at }) => !reached.has(at))
      .map((term) => termNode(term, 'not-reached'));
    const all = [...terms, ...others].sort((one, other) => one.at - other.at);
    return { node: { domain, record: record.text, result, terms: all }, explanation };
  };
  const own = record.exp === null ? null : { exp: record.exp, domain };

  for (const directive of directives) {
    const term = await evaluateDirective(evaluation, record, directive, domain, path);
    terms.push(term);
    if (term.outcome === 'match') return ended(resultOf[directive.qualifier], own);
    if (term.outcome !== 'no-match')
      return ended(term.outcome === 'temperror' ? 'temperror' : 'permerror', null);
  }
  // RFC 7208 6.1: with "all", redirect is ignored.
  if (record.redirect === null || directives.some(({ mechanism }) => mechanism === 'all'))
    return ended('neutral', null);
  const { term, explanation } = await followRedirect(evaluation, record, record.redirect, domain, path);
  terms.push(term);
  const below = term.below?.result ?? 'permerror';
  return ended(below === 'none' ? 'permerror' : below, explanation);
}

function termNode(term: SpfDirective | SpfModifier, outcome: SpfTermNode['outcome']): SpfTermNode {
  return {
    text: term.text,
    at: term.at,
    target: null,
    lookup: null,
    void: false,
    outcome,
    culprit: false,
    below: null,
  };
}

const asksNothing = new Set(['all', 'ip4', 'ip6']);

async function evaluateDirective(
  evaluation: SpfEvaluation,
  record: SpfRecord,
  directive: SpfDirective,
  domain: string,
  path: readonly string[],
): Promise<SpfTermNode> {
  const place = { domain, record: record.text, term: directive.text, at: directive.at };
  const node = termNode(directive, 'no-match');
  if (asksNothing.has(directive.mechanism)) {
    const { outcome } = await matchDirective(evaluation, directive, domain);
    return { ...node, outcome: outcome === 'match' ? 'match' : 'no-match' };
  }
  evaluation.lookups += 1;
  if (evaluation.lookups > 10) {
    evaluation.problem ??= { kind: 'too-many-lookups', ...place }; // RFC 7208 4.6.4
    return { ...node, lookup: evaluation.lookups, outcome: 'permerror', culprit: true };
  }
  const counted = { ...node, lookup: evaluation.lookups };
  const target = await targetOf(evaluation, directive.domain, domain);
  if (target === null) {
    if (directive.mechanism !== 'include') return counted; // RFC 7208 4.8: no such name can match
    evaluation.problem ??= { kind: 'include-missing', ...place, target: directive.domain?.text ?? '' };
    return { ...counted, outcome: 'permerror', culprit: true };
  }
  if (directive.mechanism === 'include')
    return await include(evaluation, { ...counted, target }, place, path);

  const { outcome, isVoid, problem } = await matchDirective(evaluation, directive, target);
  if (problem !== null) evaluation.problem ??= { ...problem, ...place };
  if (isVoid) evaluation.voids.push(target);
  if (evaluation.voids.length > 2) {
    evaluation.problem ??= { kind: 'too-many-voids', ...place, names: evaluation.voids };
    return { ...counted, target, void: true, outcome: 'permerror', culprit: true };
  }
  const culprit = outcome === 'temperror' || outcome === 'permerror';
  return { ...counted, target, void: isVoid, outcome, culprit };
}

interface Place {
  domain: string;
  record: string;
  term: string;
  at: number;
}

/** RFC 7208 5.2. */
async function include(
  evaluation: SpfEvaluation,
  term: SpfTermNode & { target: string },
  place: Place,
  path: readonly string[],
): Promise<SpfTermNode> {
  const { target } = term;
  if (path.includes(target.toLowerCase())) {
    evaluation.problem ??= { kind: 'include-loop', ...place, path: [...path, target] };
    return { ...term, outcome: 'permerror', culprit: true };
  }
  const { node: below } = await evaluateDomain(evaluation, target, path);
  switch (below.result) {
    case 'pass':
      return { ...term, below, outcome: 'match' };
    case 'fail':
    case 'softfail':
    case 'neutral':
      return { ...term, below, outcome: 'no-match' };
    case 'temperror':
      return { ...term, below, outcome: 'temperror', culprit: below.terms.length === 0 };
    case 'none':
      evaluation.problem ??= { kind: 'include-missing', ...place, target };
      return { ...term, below, outcome: 'permerror', culprit: true };
    case 'permerror':
      return { ...term, below, outcome: 'permerror', culprit: below.terms.length === 0 };
  }
}

/** RFC 7208 6.1. */
async function followRedirect(
  evaluation: SpfEvaluation,
  record: SpfRecord,
  redirect: SpfModifier,
  domain: string,
  path: readonly string[],
): Promise<{ term: SpfTermNode; explanation: Explanation | null }> {
  const place = { domain, record: record.text, term: redirect.text, at: redirect.at };
  evaluation.lookups += 1;
  const node = { ...termNode(redirect, 'permerror'), lookup: evaluation.lookups, culprit: true };
  if (evaluation.lookups > 10) {
    evaluation.problem ??= { kind: 'too-many-lookups', ...place };
    return { term: node, explanation: null };
  }
  const target = await targetOf(evaluation, redirect.value, domain);
  if (target === null) {
    evaluation.problem ??= { kind: 'include-missing', ...place, target: redirect.value.text };
    return { term: node, explanation: null };
  }
  if (path.includes(target.toLowerCase())) {
    evaluation.problem ??= { kind: 'include-loop', ...place, path: [...path, target] };
    return { term: { ...node, target }, explanation: null };
  }
  const { node: below, explanation } = await evaluateDomain(evaluation, target, path);
  if (below.result === 'none') {
    evaluation.problem ??= { kind: 'include-missing', ...place, target };
    return { term: { ...node, target, below }, explanation: null };
  }
  const failed = below.result === 'permerror' || below.result === 'temperror';
  const outcome = below.result === 'permerror' || below.result === 'temperror' ? below.result : 'match';
  return {
    term: { ...node, target, below, outcome, culprit: failed && below.terms.length === 0 },
    explanation,
  };
}

/** Puts the questions of a record's plain names at once, so that a chain of terms does not wait term by term. */
function askAhead(evaluation: SpfEvaluation, record: SpfRecord): void {
  let asked = 0;
  for (const term of record.terms) {
    const spec = term.kind === 'directive' ? term.domain : term.value;
    const kind = term.kind === 'directive' ? term.mechanism : term.name;
    if (spec === null || hasMacro(spec.parts) || spec.text.includes('%')) continue;
    const type =
      kind === 'include' || kind === 'redirect'
        ? 'TXT'
        : kind === 'a'
          ? addressType(evaluation.ip)
          : kind === 'mx'
            ? 'MX'
            : null;
    if (type === null || ++asked > 10) continue;
    // Only to have the answer early: whoever needs it asks again and hears of a failure then.
    evaluation.resolve(spec.text.replace(/\.$/, ''), type).catch(() => undefined);
  }
}

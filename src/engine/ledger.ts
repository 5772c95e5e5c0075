import type { AwsAction } from '../model/aws-calls.ts';
import type { AwsProbe } from '../model/aws.ts';
import type { Fact } from '../model/fact.ts';
import { Unavailable, type Why } from '../model/unavailable.ts';

/** A question that failed, with the facts that put it. */
export interface Failure {
  why: Why;
  facts: ReadonlySet<string>;
}

/** Which AWS calls a run made, and which questions of whatever kind failed. */
export class Ledger {
  readonly #aws: AwsProbe;
  /** One for each fact, not for each subject of it. */
  readonly #doors = new Map<Fact<unknown>, AwsProbe>();
  readonly #calls = new Map<string, Promise<unknown>>();
  readonly #failures = new Map<string, { why: Why; facts: Set<string> }>();

  constructor(aws: AwsProbe) {
    this.#aws = aws;
  }

  /** Notes a question that a fact put in vain. */
  failed(why: Why, fact: string): void {
    const key = JSON.stringify([why.reason, why.question, why.region, why.action]);
    const entry = this.#failures.get(key) ?? { why, facts: new Set<string>() };
    entry.facts.add(fact);
    this.#failures.set(key, entry);
  }

  failures(): readonly Failure[] {
    return [...this.#failures.values()];
  }

  /** One AWS call per action, input and Region in a run, whichever facts need it. */
  awsFor(fact: Fact<unknown>): AwsProbe {
    const known = this.#doors.get(fact);
    if (known !== undefined) return known;
    const made = this.#doorFor(fact);
    this.#doors.set(fact, made);
    return made;
  }

  #doorFor(fact: Fact<unknown>): AwsProbe {
    return async <A extends AwsAction>(...[action, input, more]: Parameters<AwsProbe<A>>) => {
      if (!fact.actions.includes(action)) throw new Error(`${fact.id} does not declare ${action}`);
      const key = JSON.stringify([action, input, more?.region ?? null]);
      const call = this.#calls.get(key) ?? this.#aws(action, input, more);
      this.#calls.set(key, call);
      try {
        return (await call) as never;
      } catch (error) {
        if (error instanceof Unavailable) this.failed(error.why, fact.id);
        throw error;
      } finally {
        // Later pages are read once: a list of any length must not pile up here.
        if ('NextToken' in input) this.#calls.delete(key);
      }
    };
  }
}

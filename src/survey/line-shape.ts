import * as v from 'valibot';
import type { BesideLine, StateLine } from './lines.ts';

const time = v.pipe(v.string(), v.isoTimestamp());
const place = { account: v.string(), region: v.string(), at: time, since: v.optional(time) };
const worst = v.picklist(['crash', 'fail', 'unknown', 'warn', 'pass']);

const step = v.object({
  text: v.string(),
  owner: v.picklist(['you', 'dns', 'aws', 'recipient', 'network']),
  command: v.nullable(v.string()),
  record: v.nullable(
    v.looseObject({ name: v.string(), type: v.string(), value: v.string(), ttl: v.number() }),
  ),
});

const finding = v.object({
  code: v.string(),
  severity: v.picklist(['error', 'warning', 'info', 'unknown']),
  subject: v.string(),
  check: v.string(),
  cause: v.boolean(),
  weight: v.optional(v.picklist(['error', 'warning'])),
  leadsTo: v.optional(v.array(v.string())),
  unjudged: v.optional(v.literal(true)),
  words: v.nullable(
    v.object({
      ...{ stage: v.string(), title: v.string(), summary: v.string(), impact: v.string() },
      fix: v.array(step),
      references: v.array(v.string()),
    }),
  ),
});

const judged = {
  worst,
  findings: v.array(finding),
  unanswered: v.array(
    v.object({
      reason: v.string(),
      action: v.nullable(v.string()),
      message: v.string(),
      counts: v.optional(v.literal(false)),
    }),
  ),
};

const identity = v.object({
  ...{ kind: v.literal('identity'), ...place, ...judged, identity: v.string() },
  sinceOfPlace: v.optional(time),
  depth: v.picklist(['bulk', 'asked']),
  sends: v.nullable(v.number()),
  provider: v.optional(v.nullable(v.string()), null),
  looked: v.optional(v.literal(false)),
  tried: v.optional(v.literal(true)),
  mailFrom: v.optional(v.nullable(v.object({ domain: v.string(), status: v.string() }))),
});

const shape = v.variant('kind', [
  v.object({
    ...{ kind: v.literal('listing'), ...place, complete: v.boolean() },
    names: v.array(v.tuple([v.string(), v.string(), v.boolean()])),
  }),
  v.object({
    ...{ kind: v.literal('place'), ...place, ...judged, counted: v.boolean() },
    state: v.picklist(['open', 'closed', 'inactive', 'failed']),
    because: v.nullable(v.string()),
  }),
  v.object({
    ...{ kind: v.literal('tenants'), ...place, complete: v.boolean(), unanswered: judged.unanswered },
    names: v.array(v.tuple([v.string(), v.nullable(v.string()), v.string()])),
  }),
  v.object({ ...{ kind: v.literal('tenant'), ...place, ...judged, tenant: v.string() } }),
  v.object({
    ...{ kind: v.literal('reply'), ...place, action: v.string(), elsewhere: v.nullable(v.string()) },
    ...{ asked: v.record(v.string(), v.unknown()), reply: v.optional(v.unknown()) },
    nothing: v.optional(
      v.object({
        ...{ reason: v.literal('not-found'), message: v.string(), question: v.string() },
        ...{ action: v.nullable(v.string()), region: v.nullable(v.string()) },
        detail: v.record(v.string(), v.string()),
      }),
    ),
  }),
  identity,
  v.object({ ...{ kind: v.literal('so-far'), ...place }, judged: identity }),
]);

/** A line of a state file; null for what is none. Somebody may have edited it, or it was cut off. */
export function readLine(text: string): StateLine | BesideLine | null {
  try {
    const result = v.safeParse(shape, JSON.parse(text));
    // The shape says all that is read of a line; the words in it are only shown.
    return result.success ? (result.output as StateLine | BesideLine) : null;
  } catch {
    return null;
  }
}

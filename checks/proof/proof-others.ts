import { defineCheck, notApplicable, problem } from '../../src/model/check.ts';
import { dimensionOf } from '../../src/proof/metric-dimension.ts';
import { accepted, proof, type Proof } from '../../src/proof/proof.ts';
import { expectedTypes, typesAt, type Way, ways } from '../../src/proof/ways.ts';
import { command } from '../../src/render/paste/paste.ts';

interface Ended {
  by: string;
  set: string;
  types: readonly string[];
}

export default defineCheck({
  id: 'proof-others',
  title: 'Destinations of other kinds',
  why: 'For some destinations, nothing shows whether what SES publishes arrives.',
  needs: { proof, ways },

  problems: {
    'proof/lost-at-pinpoint': problem<Ended>({
      severity: 'warning',
      summary: ({ by }) =>
        `The ${by} publishes to Amazon Pinpoint, for which AWS ends support on 30 October 2026.`,
      impact: ({ types }) => `From that day nobody can read ${types.join(', ')} there.`,
      evidence: ({ by }) => [
        {
          what: by,
          expected: 'a destination that somebody reads',
          actual: 'a project of Amazon Pinpoint',
          source: 'ses:GetConfigurationSetEventDestinations',
        },
      ],
      fix: ({ set }) => [
        {
          text: 'Publish to SNS, EventBridge or Firehose instead, and delete this destination.',
          owner: 'you',
          command: command`aws sesv2 get-configuration-set-event-destinations --configuration-set-name ${set}`,
        },
      ],
      references: ['https://docs.aws.amazon.com/console/pinpoint/migration-guide'],
    }),
  },

  evaluate({ proof: seen, ways: known }) {
    if (accepted(seen).length === 0) return notApplicable(seen.notSent ?? 'SES accepted no message');
    const expected = expectedTypes(seen);
    const found = known.ways
      .filter(({ kind, place }) => kind === 'pinpoint' && typesAt(known, place, expected).length > 0)
      .map(({ by, place }) => ({
        problem: 'proof/lost-at-pinpoint' as const,
        data: { by, set: by.slice(by.lastIndexOf(' ') + 1), types: typesAt(known, place, expected) },
        subject: by,
      }));
    if (found.length > 0) return found;
    const reasons = known.ways.flatMap((way) => whyNot(way, seen));
    return reasons.length === 0 ? [] : notApplicable([...new Set(reasons)].join('; '));
  },
});

/** Why nobody can see what comes to a destination, and where its owner can. */
function whyNot(way: Way, seen: Proof): readonly string[] {
  const { kind, by, counted } = way;
  if (kind === 'other') return [`the ${by} is of a kind that this version does not know`];
  if (kind !== 'cloudwatch' || dimensionOf(way, seen) !== null) return [];
  const names = counted?.dimensions.map(({ name }) => name).join(', ') ?? '';
  return [
    `the ${by} counts in CloudWatch by ${names === '' ? 'a dimension that it does not name' : names}, whose value for these messages is not known here; look for AWS/SES there`,
  ];
}

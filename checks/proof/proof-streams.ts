import { streams } from '../../src/facts/event-path/stream.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { defineCheck, notApplicable, problem, unanswered } from '../../src/model/check.ts';
import type { OccurrenceOf, Unanswered } from '../../src/model/check.ts';
import { parseArn } from '../../src/parse/arn.ts';
import { accepted, proof } from '../../src/proof/proof.ts';
import { expectedTypes, isOnlyWay, typesAt, ways } from '../../src/proof/ways.ts';
import { command } from '../../src/render/paste/paste.ts';

interface Lost {
  stream: string;
  name: string;
  types: readonly string[];
  only: boolean;
  /** `absent`, or the status or source that Firehose names. */
  state: string;
}

type Found = Unanswered | OccurrenceOf<'proof/lost-at-stream', Lost>;

export default defineCheck({
  id: 'proof-streams',
  title: 'Firehose streams on the path',
  why: 'SES drops an event whose stream does not exist or accepts no records.',
  needs: { proof, ways, streams },

  problems: {
    'proof/lost-at-stream': problem<Lost>({
      severity: ({ only }) => (only ? 'error' : 'warning'),
      summary: ({ stream, state }) =>
        state === 'absent' ? `${stream} does not exist.` : `${stream} accepts no records: ${state}.`,
      impact: ({ types }) => `${types.join(', ')} of the messages are lost here.`,
      evidence: ({ state }) => [
        {
          what: 'DeliveryStreamStatus and DeliveryStreamType',
          expected: 'ACTIVE, DirectPut',
          actual: state,
          source: 'firehose:DescribeDeliveryStream',
        },
      ],
      fix: ({ stream, name }) => [
        {
          text: 'Point the event destination to a stream that is ACTIVE and accepts Direct PUT.',
          owner: 'you',
          command: command`aws firehose describe-delivery-stream --delivery-stream-name ${name} --region ${parseArn(stream)?.region}`,
        },
      ],
      references: [guide('event-publishing-add-event-destination-firehose')],
    }),
  },

  evaluate({ proof: seen, ways: known, streams: all }) {
    if (accepted(seen).length === 0) return notApplicable(seen.notSent ?? 'SES accepted no message');
    if (all.length === 0) return notApplicable('no Firehose stream is on the path');
    const expected = expectedTypes(seen);
    return all.flatMap(({ arn: stream, name, state }): readonly Found[] => {
      const types = typesAt(known, stream, expected);
      if (types.length === 0) return [];
      if (!state.ok) return unanswered(state);
      const fault =
        state.value === null
          ? 'absent'
          : state.value.status !== 'ACTIVE'
            ? state.value.status
            : state.value.source !== null && state.value.source !== 'DirectPut'
              ? state.value.source
              : null;
      return fault === null
        ? []
        : [
            {
              problem: 'proof/lost-at-stream' as const,
              data: { stream, name, types, only: isOnlyWay(known, stream, types), state: fault },
              subject: stream,
            },
          ];
    });
  },
});

import check from '../../../checks/proof/proof-outcomes.ts';
import type { SeenEvent } from '../../../src/proof/seen.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { proofTopic, sentProof, taken } from '../../support/proof.ts';

const event = (bounce: string | null, more: Partial<SeenEvent> = {}): SeenEvent => ({
  ...{
    messageId: 'id',
    place: proofTopic,
    type: 'BOUNCE',
    recipient: taken('bounce').recipient,
    shape: 'eventType',
    bounce,
  },
  at: {
    taken: null,
    happened: '2026-11-28T10:00:01.000Z',
    published: '2026-11-28T10:00:02.000Z',
    queued: '2026-11-28T10:00:02.500Z',
  },
  ...more,
});
const saw = (...seen: SeenEvent[]) => ({
  proof: { ...sentProof, tap: { places: [], seen, seconds: 5, failed: null } },
});
const late = '2026-11-28T10:05:00.000Z';

describeCheck(check, {
  healthy: saw(event('Permanent/General')),
  finds: {
    'a bounce of another kind': {
      given: saw(event('Permanent/OnAccountSuppressionList')),
      found: [
        {
          problem: 'proof/other-outcome',
          data: {
            scenario: 'bounce',
            expected: 'BOUNCE Permanent/General',
            actual: 'BOUNCE Permanent/OnAccountSuppressionList',
            source: 'sqs:ReceiveMessage',
          },
          subject: taken('bounce').recipient,
        },
      ],
    },
    'an event that does not belong to the scenario': {
      given: saw(event(null, { type: 'DELIVERY' })),
      found: [
        {
          problem: 'proof/other-outcome',
          data: {
            scenario: 'bounce',
            expected: 'BOUNCE Permanent/General',
            actual: 'DELIVERY',
            source: 'sqs:ReceiveMessage',
          },
          subject: taken('bounce').recipient,
        },
      ],
    },
    'it came after five minutes': {
      given: saw(
        event('Permanent/General', { at: { taken: null, happened: null, published: null, queued: late } }),
      ),
      found: [
        {
          problem: 'proof/seen-late',
          data: {
            place: proofTopic,
            events: [{ name: 'BOUNCE of bounce', happened: null, queued: 300 }],
          },
          subject: proofTopic,
        },
      ],
    },
  },
  silent: {
    'the send itself is an event too': saw(event('Permanent/General'), event(null, { type: 'SEND' })),
    'nobody said when it came': saw(
      event('Permanent/General', { at: { taken: null, happened: null, published: null, queued: null } }),
    ),
  },
  verdicts: {
    'nobody listened': {
      given: { proof: sentProof },
      verdict: { notApplicable: 'no queue of our own listened (--tap)' },
    },
  },
});

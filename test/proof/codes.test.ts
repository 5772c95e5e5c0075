import { describe, expect, it } from 'vitest';
import { proofStage } from '../../checks/proof.ts';
import { allStories } from '../lab/stories.ts';

/** Each code of the stage, a story of the demo in which it is found, and one of the same path in which nothing is wrong. */
const shown: Readonly<Record<string, { story: string; twin: string }>> = {
  'proof/refused': { story: 'refused', twin: 'accepted' },
  'proof/recipient-refused': { story: 'under-review', twin: 'to-delivered' },
  'proof/lost-at-no-destination': { story: 'lost-at-no-destination', twin: 'accepted' },
  'proof/lost-at-event-type': { story: 'lost-at-event-type', twin: 'event-type-not-expected' },
  'proof/complaints-left-out': { story: 'complaints-left-out', twin: 'deliveries-left-out-fits' },
  'proof/only-by-email': { story: 'only-by-email', twin: 'notifications-fit' },
  'proof/lost-at-topic-policy': { story: 'lost-at-topic-policy', twin: 'tap-topic' },
  'proof/lost-at-subscription-pending': { story: 'lost-at-subscription-pending', twin: 'accepted' },
  'proof/subscriber-left-out': { story: 'subscriber-left-out', twin: 'accepted' },
  'proof/lost-at-filter-policy': { story: 'lost-at-filter-policy', twin: 'filter-fits' },
  'proof/lost-at-rule': { story: 'lost-at-rule', twin: 'rule-fits' },
  'proof/lost-at-queue': { story: 'lost-at-queue', twin: 'queue-fits' },
  'proof/lost-at-stream': { story: 'lost-at-stream', twin: 'stream-fits' },
  'proof/lost-at-bucket': { story: 'lost-at-bucket', twin: 'bucket-fits' },
  'proof/lost-at-stream-processing': { story: 'lost-at-stream-processing', twin: 'bucket-fits' },
  'proof/other-shape-in-bucket': { story: 'other-shape-in-bucket', twin: 'bucket-prefix-fits' },
  'proof/lost-at-pinpoint': { story: 'lost-at-pinpoint', twin: 'cloudwatch-fits' },
  'proof/lost-at-raw-delivery': { story: 'lost-at-raw-delivery', twin: 'raw-delivery-fits' },
  'proof/other-shape': { story: 'other-shape', twin: 'notifications-beside-a-set-fit' },
  'proof/lost-at-subscriber': { story: 'lost-at-subscriber', twin: 'accepted' },
  'proof/fewer-than-sent': { story: 'fewer-than-sent', twin: 'fewer-than-sent-busy-fits' },
  'proof/lost-at-dead-letter-queue': { story: 'lost-at-dead-letter-queue', twin: 'dead-letter-queue-still' },
  'proof/not-seen': { story: 'not-seen-locked-key', twin: 'encrypted-topic-fits' },
  'proof/seen-twice': { story: 'tap-twice', twin: 'tap-topic' },
  'proof/other-outcome': { story: 'other-outcome', twin: 'all-scenarios' },
  'proof/seen-late': { story: 'seen-late', twin: 'clock-behind-fits' },
  'proof/not-delivered': { story: 'to-bounced', twin: 'to-delivered' },
  'proof/left-behind': { story: 'tap-left-behind', twin: 'tap-topic' },
};

const codes = proofStage.checks.flatMap(({ problems }) => Object.keys(problems));
const stories = await allStories();

describe('every code of the stage has a story and a healthy twin', () => {
  it.each(codes)('%s', (code) => {
    const { story, twin } = shown[code] ?? { story: 'none', twin: 'none' };
    const found = stories.get(`test/${story}`)?.expect;
    expect([...(found?.codes ?? []), ...(found?.infos ?? [])], story).toContain(code);
    // What a story expects is what comes out: test/scenarios runs all of them.
    const healthy = stories.get(`test/${twin}`)?.expect;
    expect({ exitCode: healthy?.exitCode, codes: healthy?.codes }, twin).toEqual({ exitCode: 0, codes: [] });
  });

  it('and nothing else stands in the table', () => {
    expect(Object.keys(shown).filter((code) => !codes.includes(code))).toEqual([]);
  });
});

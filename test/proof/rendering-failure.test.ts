import { describe, expect, it } from 'vitest';
import check from '../../checks/proof/proof-outcomes.ts';
import { badEnd } from '../../src/proof/ended.ts';
import type { Proof } from '../../src/proof/proof.ts';
import { readEvent, type SeenEvent } from '../../src/proof/seen.ts';
import { expectedEvents, missingOf } from '../../src/proof/watch.ts';
import { oneWay, proofTopic, sentProof, taken } from '../support/proof.ts';

const success = taken('success');

/** A record of a template that failed, as "Examples of event data" of the SES guide shows it, in the envelope of SNS. */
const envelope = (record: object, recipient: string): string =>
  JSON.stringify({
    Type: 'Notification',
    TopicArn: proofTopic,
    Timestamp: '2026-11-28T10:00:01.000Z',
    Message: JSON.stringify({
      mail: { timestamp: '2026-11-28T10:00:00.000Z', messageId: 'id', destination: [recipient] },
      ...record,
    }),
  });
const failure = {
  errorMessage: "Attribute 'name' is not present in the rendering data.",
  templateName: 'welcome',
};

const read = (record: object, recipient = success.recipient): SeenEvent => {
  const event = readEvent(envelope(record, recipient), [recipient]);
  if (event === null) throw new Error('the record is not read');
  return event;
};
const rendering = read({ eventType: 'Rendering Failure', failure });
const heard = (events: readonly SeenEvent[], message = success): Proof => ({
  ...sentProof,
  messages: [message],
  tap: {
    ...{ places: [{ place: proofTopic, open: { ok: true, value: true } }], seconds: 90, failed: null },
    seen: events,
  },
});

describe('a template that fails after SES took the message', () => {
  it('is read from the event, with what SES says of it', () => {
    expect(rendering).toMatchObject({
      ...{ type: 'RENDERING_FAILURE', recipient: success.recipient, words: failure.errorMessage },
      ...{ bounce: null, shape: 'eventType', place: proofTopic },
    });
  });

  it('is an error that names the template and its data, and no delivery is missed after it', () => {
    const proof = heard([rendering]);
    const [found] = check.evaluate({ proof }, '') as readonly { problem: string; data: never }[];
    expect(found).toMatchObject({
      problem: 'proof/other-outcome',
      data: { scenario: 'success', expected: 'DELIVERY', actual: 'RENDERING_FAILURE' },
    });
    const { severity, fix } = check.problems['proof/other-outcome'];
    if (found === undefined) throw new Error('nothing was found');
    const { data } = found;
    expect(typeof severity === 'function' ? severity(data) : severity).toBe('error');
    expect(JSON.stringify(fix(data))).toContain('fix the template and its data');
    const expected = expectedEvents([success], oneWay, [proofTopic]);
    expect(expected).not.toEqual([]);
    expect(missingOf(expected, [rendering])).toEqual([]);
  });

  it('is what became of a message to a real address', () => {
    const to = { ...taken('to'), recipient: 'jane@receiver.example' };
    const event = read({ eventType: 'Rendering Failure', failure }, to.recipient);
    expect(badEnd(heard([event], to))).toBe(event);
  });

  it('is another message than one that was delivered, and says nothing of that', () => {
    const bounce = taken('bounce');
    const expected = expectedEvents([success, bounce], oneWay, [proofTopic]);
    expect(missingOf(expected, [rendering]).map(({ recipient }) => recipient)).toEqual([bounce.recipient]);
  });

  it('is not found where the message was delivered', () => {
    const delivered = read({ eventType: 'Delivery', delivery: { timestamp: '2026-11-28T10:00:01.000Z' } });
    expect(check.evaluate({ proof: heard([delivered]) }, '')).toEqual([]);
  });
});

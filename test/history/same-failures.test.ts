import { describe, expect, it } from 'vitest';
import type { Answers } from '../../src/history/answers.ts';
import { behind } from '../../src/history/same-failures.ts';

const days = ['2026-10-24', '2026-10-25'];

/** Gmail refused 890 more than usual; one cause rose by as much, most of it at a receiver and in a campaign. */
function answers(given: {
  at?: string;
  share?: number;
  on?: readonly string[];
  ofCampaign?: number;
  /** The receiver of a part that fails, and how much more than usual Yahoo refused and let wait. */
  ofPart?: string;
  yahoo?: number;
  gmail?: number;
  ofGmail?: string;
  ofRise?: string | null;
}): Answers {
  const { at = 'Gmail', share = 1, on = days, ofCampaign = 90 } = given;
  const { ofPart = 'Yahoo', yahoo = 30, ofRise = null, gmail = 890 } = given;
  const { ofGmail = 'bounce/spam-rejected' } = given;
  const rise = { days: on, excess: 890 };
  const part = { recipients: 900, excess: Math.round(890 * share), share };
  return {
    receivers: [
      { receiver: 'Gmail', refusalRise: { days, excess: gmail }, refusalCause: { cause: ofGmail } },
      {
        receiver: 'Yahoo',
        refusalRise: { days, excess: yahoo },
        delayRise: { days: ['2026-10-25'], excess: yahoo },
      },
    ],
    rises: [
      { ...rise, cause: 'bounce/spam-rejected', parts: [{ dimension: 'receiver', value: at, ...part }] },
      { ...rise, cause: 'bounce/complaint', parts: [{ dimension: 'campaign', value: 'winback', ...part }] },
    ],
    partRises: (['bounce', 'complaint', 'delay'] as const).map((kind) => ({
      ...{ dimension: 'identity', value: 'small.example', kind, days, hits: 30, all: 60 },
      same: [{ dimension: 'campaign', value: 'winback' }],
      receiver: { name: ofPart, recipients: 28 },
      ofRise: kind === 'bounce' ? ofRise : null,
    })),
    complaints: { campaigns: [{ name: 'winback', judged: ofCampaign }] },
    overview: { totals: { judgedComplaints: 100 }, causes: [], senders: [] },
    manyDelays: null,
  } as unknown as Answers;
}

const refuses = { code: 'history/receiver-refuses', subject: 'Gmail' };
const rate = { code: 'history/complaint-rate', subject: 'mail' };
const rise = { code: 'history/rise', subject: 'bounce/complaint' };
const theRise = { code: 'history/rise', subject: 'bounce/spam-rejected' };
const defers = { code: 'history/receiver-defers', subject: 'Yahoo' };
const thePart = { code: 'history/part-rise', subject: 'identity small.example' };
const theDelays = { code: 'history/part-rise', subject: 'identity small.example (deferrals)' };
const theCampaign = { code: 'history/campaign-complaints', subject: 'winback' };

describe('the same failures from two sides', () => {
  it.each([
    ['refusals that are the rise of a cause', refuses, {}, theRise],
    ['the rise is elsewhere', refuses, { at: 'Yahoo' }, null],
    ['the rise is everywhere', refuses, { share: 0.5 }, null],
    ['one of many receivers of a rise', refuses, { share: 0.3, gmail: 270 }, theRise],
    ['one that is not among the first', refuses, { at: 'Yahoo', share: 0.3, gmail: 90 }, theRise],
    [
      'one of many with a cause of its own',
      refuses,
      { at: 'Yahoo', share: 0.3, gmail: 90, ofGmail: 'bounce/rate-limited' },
      null,
    ],
    ['the rise is on other days', refuses, { on: ['2026-10-01'] }, null],
    ['a receiver that did not change', { ...refuses, subject: 'GMX' }, {}, null],
    ['a receiver that refuses a small part', { ...refuses, subject: 'Yahoo' }, {}, thePart],
    ['a receiver that lets a small part wait', { ...defers, subject: 'Yahoo' }, {}, theDelays],
    ['a receiver that refuses everybody', { ...refuses, subject: 'Yahoo' }, { yahoo: 90 }, null],
    ['a part that another receiver refuses', { ...refuses, subject: 'Yahoo' }, { ofPart: 'GMX' }, null],
    ['a small part by itself', thePart, {}, null],
    ['a part of a rise', thePart, { ofRise: 'bounce/spam-rejected' }, theRise],
    [
      'complaints that rose in a campaign',
      { ...thePart, subject: 'identity small.example (complaints)' },
      {},
      theCampaign,
    ],
    ['deferrals of a part', theDelays, {}, null],
    ['complaints that one campaign drew', rate, {}, theCampaign],
    ['complaints about all campaigns', rate, { ofCampaign: 40 }, null],
    ['a rise of the complaints of one campaign', rise, {}, theCampaign],
    ['a rise of the complaints of several', rise, { share: 0.5 }, null],
    ['a rise of refusals is told by itself', theRise, {}, null],
    ['deferrals are no refusals', { ...refuses, code: 'history/receiver-defers' }, {}, null],
  ] as const)('%s', (_, finding, given, cause) => {
    expect(behind(finding, answers(given))).toEqual(cause);
  });
});

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
}): Answers {
  const { at = 'Gmail', share = 1, on = days, ofCampaign = 90 } = given;
  const rise = { days: on, excess: 890 };
  const part = { recipients: 900, excess: Math.round(890 * share), share };
  return {
    receivers: [{ receiver: 'Gmail', refusalRise: { days, excess: 890 } }],
    rises: [
      { ...rise, cause: 'bounce/spam-rejected', parts: [{ dimension: 'receiver', value: at, ...part }] },
      { ...rise, cause: 'bounce/complaint', parts: [{ dimension: 'campaign', value: 'winback', ...part }] },
    ],
    complaints: { campaigns: [{ name: 'winback', judged: ofCampaign }] },
    overview: { totals: { judgedComplaints: 100 } },
  } as unknown as Answers;
}

const refuses = { code: 'history/receiver-refuses', subject: 'Gmail' };
const rate = { code: 'history/complaint-rate', subject: 'mail' };
const rise = { code: 'history/rise', subject: 'bounce/complaint' };
const theRise = { code: 'history/rise', subject: 'bounce/spam-rejected' };
const theCampaign = { code: 'history/campaign-complaints', subject: 'winback' };

describe('the same failures from two sides', () => {
  it.each([
    ['refusals that are the rise of a cause', refuses, {}, theRise],
    ['the rise is elsewhere', refuses, { at: 'Yahoo' }, null],
    ['the rise is everywhere', refuses, { share: 0.5 }, null],
    ['the rise is on other days', refuses, { on: ['2026-10-01'] }, null],
    ['a receiver that did not change', { ...refuses, subject: 'Yahoo' }, {}, null],
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

import { defineCheck, problem, notSeen } from '../../src/model/check.ts';
import { lastRate, reputation } from '../../src/facts/reputation.ts';
import { target } from '../../src/facts/target.ts';
import { guide, pagesFor } from '../../src/knowledge/ses-pages.ts';
import { percent } from '../../src/model/percent.ts';

export default defineCheck({
  id: 'reputation-feedback',
  title: 'Complaint reports of receivers',
  why: 'A low complaint rate says nothing about receivers that do not report complaints to SES.',
  needs: { target, reputation },

  problems: {
    'reputation/gmail-not-counted': problem<{ region: string | null; rate: number; at?: string }>({
      severity: 'info',
      summary: ({ rate, at }) =>
        `The complaint rate (${percent(rate)}${at === undefined ? '' : ` on ${at.slice(0, 10)}`}) does not include Gmail: Gmail does not report complaints to SES.`,
      impact: 'Mail can be marked as spam at Gmail day after day without this rate moving.',
      fix: () => [
        {
          text: 'Add the sending domain to Google Postmaster Tools and look at its spam rate there. Google asks for less than 0.1%.',
          owner: 'you',
        },
      ],
      references: ({ region }) =>
        pagesFor(region, '#/reputation', guide('faqs-enforcement'), 'https://postmaster.google.com/'),
    }),
  },

  evaluate({ target: { region }, reputation: { complaint, ...asked } }) {
    // What is not answered is told by the check `reputation`, and makes it unknown.
    if (!complaint.ok) return notSeen(complaint.why.message, []);
    const last = lastRate(complaint.value, asked);
    if (last === null) return [];
    const data = { region, rate: last.rate, ...(!last.current && { at: last.at }) };
    return [{ problem: 'reputation/gmail-not-counted', data }];
  },
});

import check from '../../../checks/4-inbox/message-verdict.ts';
import { notApplicable } from '../../../src/model/check.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { messageWith } from '../../support/message-world.ts';

const junk = 'CIP:54.240.4.7;CTRY:US;SCL:5;SRV:;IPV:NLI;SFV:SPM;CAT:SPM;DIR:INB;';

describeCheck(check, {
  healthy: { message: messageWith(['X-Spam-Status: No, score=-1.2 required=5.0']) },
  finds: {
    'Microsoft filed it as spam': {
      given: { message: messageWith([], [`X-Forefront-Antispam-Report: ${junk}`]) },
      found: [
        {
          problem: 'message/spam-verdict',
          subject: 'shop.example',
          data: {
            verdicts: [
              {
                filter: 'Microsoft',
                words: 'Microsoft filed it as spam (CAT:SPM)',
                quote: `x-forefront-antispam-report: ${junk}`,
              },
            ],
          },
        },
      ],
    },
  },
  silent: {
    'rspamd let it pass': { message: messageWith(['X-Rspamd-Action: no action']) },
    'Microsoft put it into the inbox': {
      message: messageWith(['X-Microsoft-Antispam-Mailbox-Delivery: ucf:0;jmr:0;auth:0;dest:I;ENG:(910001)']),
    },
    'Microsoft let it pass': {
      message: messageWith([], ['X-Forefront-Antispam-Report: CIP:54.240.4.7;SCL:1;SFV:NSPM;CAT:NONE;']),
    },
  },
  verdicts: Object.fromEntries(
    Object.entries({
      'no filter said anything': [],
      'a field of a filter that holds no verdict': ['X-Forefront-Antispam-Report: CIP:54.240.4.7;CTRY:US;'],
      'a bulk level alone': ['X-Microsoft-Antispam: BCL:0;'],
      'a spam level that is no number': ['X-MS-Exchange-Organization-SCL: high'],
      'an opaque field': ['X-IronPort-Anti-Spam-Result: A0AXAgA'],
      'a status in another language': ['X-Spam-Status: nein'],
    }).map(([name, fields]) => [
      name,
      {
        given: { message: messageWith(fields) },
        verdict: notApplicable('no header field of the message holds the verdict of a filter'),
      },
    ]),
  ),
});

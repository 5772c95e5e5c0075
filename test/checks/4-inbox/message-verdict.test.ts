import check from '../../../checks/4-inbox/message-verdict.ts';
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
    'Microsoft let it pass': {
      message: messageWith([], ['X-Forefront-Antispam-Report: CIP:54.240.4.7;SCL:1;SFV:NSPM;CAT:NONE;']),
    },
  },
});

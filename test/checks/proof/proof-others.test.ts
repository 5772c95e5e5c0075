import check from '../../../checks/proof/proof-others.ts';
import type { Way } from '../../../src/proof/ways.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { oneWay, sentProof } from '../../support/proof.ts';

const application = 'arn:aws:mobiletargeting:eu-west-1:111122223333:apps/a1b2c3';
const by = 'destination feedback of configuration set news';
const through = (way: Partial<Way> & Pick<Way, 'kind'>) => ({
  ways: { ...oneWay, ways: [{ place: 'feedback of news', by, types: ['BOUNCE'], ...way }] },
});
const counted = (name: string, source = 'MESSAGE_TAG') =>
  through({ kind: 'cloudwatch', counted: { set: 'news', dimensions: [{ name, source, fallback: 'none' }] } });
const hidden = (name: string) => ({
  notApplicable: `the ${by} counts in CloudWatch by ${name}, whose value for these messages is not known here; look for AWS/SES there`,
});

describeCheck(check, {
  healthy: { proof: sentProof, ways: oneWay },
  finds: {
    'events go to Amazon Pinpoint': {
      given: through({ kind: 'pinpoint', place: application }),
      found: [
        { problem: 'proof/lost-at-pinpoint', data: { by, set: 'news', types: ['BOUNCE'] }, subject: by },
      ],
    },
  },
  silent: {
    'a tag of its own is counted under its default': counted('campaign'),
    'the tag of the test is counted': counted('ses-doctor'),
    'the set is counted': counted('ses:configuration-set'),
    'it takes no event of these messages': through({ kind: 'pinpoint', place: application, types: ['OPEN'] }),
  },
  verdicts: {
    'only SES knows the address that it sends from': {
      given: counted('ses:source-ip'),
      verdict: hidden('ses:source-ip'),
    },
    'a header field decides': { given: counted('X-Campaign', 'EMAIL_HEADER'), verdict: hidden('X-Campaign') },
    'a link decides': { given: counted('link', 'LINK_TAG'), verdict: hidden('link') },
    'two dimensions decide': {
      given: through({
        kind: 'cloudwatch',
        counted: {
          set: 'news',
          dimensions: [
            { name: 'a', source: 'MESSAGE_TAG', fallback: 'none' },
            { name: 'b', source: 'MESSAGE_TAG', fallback: 'none' },
          ],
        },
      }),
      verdict: hidden('a, b'),
    },
    'no dimension is named': {
      given: through({ kind: 'cloudwatch', counted: { set: 'news', dimensions: [] } }),
      verdict: hidden('a dimension that it does not name'),
    },
    'a kind that is new': {
      given: through({ kind: 'other' }),
      verdict: { notApplicable: `the ${by} is of a kind that this version does not know` },
    },
    'nothing was sent': {
      given: { proof: { ...sentProof, messages: [], notSent: 'not sent: --dry-run' } },
      verdict: { notApplicable: 'not sent: --dry-run' },
    },
  },
});

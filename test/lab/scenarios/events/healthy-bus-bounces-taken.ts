import { publishesTo } from '../../event-channels.ts';
import { scenario } from '../../scenario.ts';

const targets = [{ Id: '1', Arn: 'arn:aws:logs:eu-west-1:111122223333:log-group:ses' }];
const ofTypes = (...types: readonly string[]): string =>
  JSON.stringify({ source: ['aws.ses'], 'detail-type': types });

export default scenario({
  title: 'Rules take deliveries and bounces, and nothing is forwarded',
  world({ region }) {
    publishesTo(region, 'eventbridge');
    region.rules = [
      { rule: { Name: 'delivered', EventPattern: ofTypes('Email Delivered', 'Email Sent') }, targets },
      {
        rule: { Name: 'bounced', EventPattern: ofTypes('Email Bounced', 'Email Complaint Received') },
        targets,
      },
    ];
    const identity = region.identities['example.com'];
    if (identity === undefined) throw new Error('the healthy world has an identity');
    identity.FeedbackForwardingStatus = false;
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: [] },
});

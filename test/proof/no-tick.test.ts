import { countsBy, publishesDeliveries, writesTo } from '../lab/event-channels.ts';
import {
  describeStories,
  topic,
  all,
  real,
  policy,
  central,
  takes,
  filter,
  rule,
  another,
  readerOf,
  unmailed,
  notifies,
  hidden,
  denied,
  type Story,
} from './stories.ts';

const stories: Readonly<Record<string, Story>> = {
  'everything comes': { verdict: 'pass', exitCode: 0 },
  'nothing was seen in all the time': {
    world: ({ region }) => void region.sending.mute.push(...all),
    ...{ verdict: 'unknown', exitCode: 0, says: /not one event/ },
  },
  'the key of the topic shuts SES out': {
    world: ({ region }) => {
      const key = 'arn:aws:kms:eu-west-1:111122223333:key/k';
      const found = region.topics[topic];
      if (found !== undefined) found.attributes['KmsMasterKeyId'] = key;
      region.sending.lockedKeys.push(key);
    },
    ...{ verdict: 'unknown', exitCode: 0 },
    // The headline names the key, and what is to be looked at is said.
    says: /not one event[^"]*encrypted with [^"]*key\/k[^]*kms:GenerateDataKey[^]*aws kms get-key-policy/,
  },
  'a key of another account, and every event comes': {
    world: ({ region }) => {
      const found = region.topics[topic];
      if (found !== undefined)
        found.attributes['KmsMasterKeyId'] = 'arn:aws:kms:eu-west-1:999999999999:key/k';
    },
    ...{ verdict: 'pass', exitCode: 0, says: /^(?![^]*get-key-policy)/ },
  },
  'an alias of a key shuts SES out of one of two topics': {
    world: ({ region }) => {
      publishesDeliveries(region);
      const found = region.topics['arn:aws:sns:eu-west-1:111122223333:ses-deliveries'];
      if (found !== undefined) found.attributes['KmsMasterKeyId'] = 'alias/ours';
      region.sending.lockedKeys.push('alias/ours');
    },
    ...{ verdict: 'unknown', exitCode: 0 },
    says: /nothing was counted at ses-deliveries[^"]*encrypted with alias\/ours/,
  },
  'a policy that nobody can judge, and nothing comes': {
    world: (world) => {
      policy({ StringEquals: { 'aws:SourceOrgID': 'o-a1b2c3d4e5' } })(world);
      world.region.sending.mute.push(...all);
    },
    ...{ verdict: 'unknown', exitCode: 0 },
    says: /not one event[^"]*may not let SES publish[^]*aws sns get-topic-attributes/,
  },
  'a policy that nobody can judge, and every event comes': {
    world: policy({ StringEquals: { 'aws:SourceOrgID': 'o-a1b2c3d4e5' } }),
    ...{ verdict: 'pass', exitCode: 0, says: /^(?![^]*may not let SES publish)/ },
  },
  'the policy names another account': {
    world: policy({ StringEquals: { 'AWS:SourceAccount': '999999999999' } }),
    ...{ verdict: 'fail', exitCode: 1, codes: ['proof/lost-at-topic-policy'] },
  },
  'the policy names this account': {
    world: policy({ StringEquals: { 'AWS:SourceAccount': '111122223333' } }),
    ...{ verdict: 'pass', exitCode: 0 },
  },
  'a central topic whose policy names its own account alone': {
    world: central('999999999999'),
    ...{ verdict: 'fail', exitCode: 1, codes: ['proof/lost-at-topic-policy'] },
  },
  'a central topic whose policy names the account that sends': {
    world: central('111122223333'),
    ...{ verdict: 'unknown', exitCode: 0, says: /counted in CloudWatch of its own account 999999999999/ },
  },
  'a condition that cannot be judged, and nothing comes': {
    world: (world) => {
      policy({ StringEquals: { 'aws:SourceOrgID': 'o-a1b2c3d4e5' } })(world);
      world.region.sending.mute.push(...all);
    },
    flags: ['--tap'],
    ...{ verdict: 'fail', exitCode: 1, codes: ['proof/not-seen'], says: /conditions cannot be judged/ },
  },
  'bounces and complaints alone are asked for': {
    world: takes('BOUNCE', 'COMPLAINT'),
    ...{ verdict: 'pass', exitCode: 0, says: /Not asked for here: DELIVERY/ },
  },
  'bounces and complaints alone, with a queue of our own': {
    world: takes('BOUNCE', 'COMPLAINT'),
    flags: ['--tap'],
    ...{ verdict: 'pass', exitCode: 0 },
  },
  'nobody takes complaints': {
    world: takes('BOUNCE', 'DELIVERY'),
    ...{
      verdict: 'warn',
      exitCode: 0,
      codes: ['proof/lost-at-event-type'],
      says: /reach the sender by e-mail/,
    },
  },
  'nobody takes complaints, and nobody mails them': {
    world: (world) => {
      takes('BOUNCE', 'DELIVERY')(world);
      unmailed(world);
    },
    ...{ verdict: 'fail', exitCode: 1, codes: ['proof/lost-at-event-type'], says: /forwarding is off, too/ },
  },
  'no set is in force, and nobody mails bounces': {
    world: (world) => {
      unmailed(world);
      for (const identity of Object.values(world.region.identities)) delete identity.ConfigurationSetName;
    },
    ...{ verdict: 'fail', exitCode: 1, codes: ['proof/only-by-email'] },
  },
  'no set is in force, and SES mails bounces': {
    world: ({ region }) => {
      for (const identity of Object.values(region.identities)) delete identity.ConfigurationSetName;
    },
    ...{ verdict: 'warn', exitCode: 0, codes: ['proof/only-by-email'] },
  },
  'a reader of bounces alone, and SES mails complaints': {
    world: filter('{"eventType":["Bounce"]}'),
    ...{ verdict: 'warn', exitCode: 0, codes: ['proof/complaints-left-out'] },
    says: /look for BOUNCE with[^]*Not asked for here: DELIVERY, COMPLAINT[^]*complaints reach the sender by e-mail/,
  },
  'a reader of bounces alone, and nobody mails complaints': {
    world: (world) => {
      filter('{"eventType":["Bounce"]}')(world);
      unmailed(world);
    },
    ...{ verdict: 'fail', exitCode: 1, codes: ['proof/complaints-left-out'] },
    says: /add[^]*"Complaint\\" to eventType|Add \\"Complaint\\" to eventType/,
  },
  'a reader of bounces alone, where bounces alone are tested': {
    world: (world) => {
      filter('{"eventType":["Bounce"]}')(world);
      unmailed(world);
    },
    flags: ['--scenario', 'bounce'],
    ...{ verdict: 'pass', exitCode: 0 },
  },
  'a reader of bounces and complaints': {
    world: (world) => {
      filter('{"$or":[{"eventType":["Bounce"]},{"eventType":["Complaint"]}]}')(world);
      unmailed(world);
    },
    ...{
      verdict: 'pass',
      exitCode: 0,
      says: /look for BOUNCE, COMPLAINT with[^]*Not asked for here: DELIVERY\. The/,
    },
  },
  'a reader of bounces alone, and a queue of our own hears the complaint': {
    world: (world) => {
      filter('{"eventType":["Bounce"]}')(world);
      unmailed(world);
    },
    flags: ['--tap'],
    ...{
      verdict: 'fail',
      exitCode: 1,
      codes: ['proof/complaints-left-out'],
      says: /Seen:[^"]*COMPLAINT after/,
    },
  },
  'a filter for bounces at one topic, and a topic of complaints beside it': {
    world: (world) => {
      filter('{"eventType":["Bounce"]}')(world);
      unmailed(world);
      publishesDeliveries(world.region);
      for (const one of world.region.configurationSets['transactional']?.eventDestinations ?? [])
        if (one.Name === 'deliveries') one.MatchingEventTypes = ['DELIVERY', 'COMPLAINT'];
    },
    ...{ verdict: 'pass', exitCode: 0 },
  },
  'filters for bounces at two topics': {
    world: (world) => {
      filter('{"eventType":["Bounce"]}')(world);
      unmailed(world);
      const other = publishesDeliveries(world.region);
      for (const one of world.region.configurationSets['transactional']?.eventDestinations ?? [])
        if (one.Name === 'deliveries') one.MatchingEventTypes = ['BOUNCE', 'COMPLAINT'];
      other.subscriptionAttributes = {
        [other.subscriptions[0]?.SubscriptionArn ?? '']: {
          ...{ FilterPolicyScope: 'MessageBody', FilterPolicy: '{"eventType":["Bounce"]}' },
        },
      };
    },
    ...{ verdict: 'fail', exitCode: 1, codes: ['proof/complaints-left-out'], says: /ses-deliveries/ },
  },
  'a filter for bounces, and complaints are counted alone': {
    world: (world) => {
      filter('{"eventType":["Bounce"]}')(world);
      unmailed(world);
      hidden(world, ['COMPLAINT']);
    },
    ...{ verdict: 'fail', exitCode: 1, codes: ['proof/complaints-left-out'] },
  },
  'a filter for bounces alone, of the notifications of an identity': {
    world: (world) => {
      notifies(world.region, 'example.com');
      unmailed(world);
      filter('{"notificationType":["Bounce"]}')(world);
    },
    ...{ verdict: 'fail', exitCode: 1, codes: ['proof/complaints-left-out'] },
  },
  'a filter that misspells complaints': {
    world: filter('{"eventType":["Bounce","Complaints"]}'),
    ...{ verdict: 'fail', exitCode: 1, codes: ['proof/lost-at-filter-policy'] },
  },
  'a filter in small letters': {
    world: filter('{"eventType":["bounce"]}'),
    ...{ verdict: 'fail', exitCode: 1, codes: ['proof/lost-at-filter-policy'] },
  },
  'a rule for bounces alone, and SES mails complaints': {
    world: rule('{"source":["aws.ses"],"detail-type":["Email Bounced"]}'),
    ...{ verdict: 'warn', exitCode: 0, codes: ['proof/complaints-left-out'] },
    says: /If it is enough that they come by e-mail/,
  },
  'a rule for bounces alone, and nobody mails complaints': {
    world: (world) => {
      rule('{"source":["aws.ses"],"detail-type":["Email Bounced"]}')(world);
      unmailed(world);
    },
    ...{ verdict: 'fail', exitCode: 1, codes: ['proof/complaints-left-out'] },
    says: /Email Complaint Received/,
  },
  'a rule for bounces, and one for complaints': {
    world: (world) => {
      rule('{"source":["aws.ses"],"detail-type":["Email Bounced"]}')(world);
      another(world, 'complaints', '{"source":["aws.ses"],"detail-type":["Email Complaint Received"]}');
      unmailed(world);
    },
    ...{ verdict: 'pass', exitCode: 0 },
  },
  'a dry run looks at nothing on the way': {
    world: ({ region }) => {
      Reflect.deleteProperty(region.topics, topic);
    },
    flags: ['--dry-run'],
    ...{ verdict: 'unknown', exitCode: 0, sent: 0, says: /Not proven: a dry run/ },
  },
  'a dry run with a queue of our own': {
    flags: ['--dry-run', '--tap'],
    ...{ verdict: 'unknown', exitCode: 0, sent: 0, says: /Not proven: a dry run/ },
  },
  'a dry run to a real address': {
    flags: ['--dry-run', ...real, 'someone@receiver.example'],
    ...{ verdict: 'unknown', exitCode: 0, sent: 0, says: /Not proven: a dry run/ },
  },
  'a dry run of what cannot be sent': {
    world: ({ region }) => {
      region.account.SendingEnabled = false;
    },
    flags: ['--dry-run'],
    ...{ verdict: 'fail', exitCode: 1, codes: ['sending/disabled-by-you'], sent: 0 },
  },
  'a rule that misspells complaints': {
    world: rule('{"source":["aws.ses"],"detail-type":["Email Bounced","Email Complaint"]}'),
    ...{ verdict: 'fail', exitCode: 1, codes: ['proof/lost-at-rule'] },
  },
  'a real address, where nobody can tell what became of the message': {
    flags: [...real, 'bounce@receiver.example'],
    ...{ verdict: 'unknown', exitCode: 0, says: /delivered or bounced/ },
  },
  'a real address that bounces': {
    flags: ['--tap', ...real, 'bounce@receiver.example'],
    ...{ verdict: 'fail', exitCode: 1, codes: ['proof/not-delivered'], says: /BOUNCE Permanent\/General/ },
  },
  'a real address that takes the message': {
    flags: ['--tap', ...real, 'someone@receiver.example'],
    ...{ verdict: 'pass', exitCode: 0 },
  },
  'a real address, and GetAccount is denied': {
    world: denied('GetAccount'),
    flags: [...real, 'x@receiver.example', '--force'],
    ...{ verdict: 'unknown', exitCode: 3, sent: 0, says: /Nothing was sent/ },
  },
  'a real address, and the complaint rate is denied': {
    world: denied('GetMetricData'),
    flags: [...real, 'x@receiver.example'],
    ...{ verdict: 'unknown', exitCode: 3, sent: 0, says: /Nothing was sent/ },
  },
  'a real address on the suppression list': {
    world: ({ region }) => {
      region.suppressed = [
        { EmailAddress: 'x@receiver.example', Reason: 'BOUNCE', LastUpdateTime: new Date() },
      ];
    },
    flags: [...real, 'x@receiver.example'],
    ...{ verdict: 'fail', exitCode: 1, sent: 0, codes: ['suppression/account-list'] },
  },
  'a template wants data, and none is given': {
    world: ({ region }) => {
      region.templates['welcome'] = { Subject: 'Hello {{name}}', Text: 'Welcome' };
    },
    flags: ['--template', 'welcome'],
    ...{ verdict: 'fail', exitCode: 1, sent: 0, codes: ['template/missing-variable'] },
  },
  'a template wants no data, and none is given': {
    world: ({ region }) => {
      region.templates['welcome'] = { Subject: 'Hello', Text: 'Welcome' };
    },
    flags: ['--template', 'welcome'],
    ...{ verdict: 'pass', exitCode: 0, sent: 3 },
  },
  'a destination that only counts misses the bounce, and a queue of our own cannot listen there': {
    world: ({ region }) => {
      countsBy(region, 'ses:configuration-set');
      region.sending.mute.push('Bounce');
    },
    flags: ['--tap'],
    ...{ verdict: 'fail', exitCode: 1, codes: ['proof/fewer-than-sent'] },
  },
  'a destination that only counts has all, with a queue of our own': {
    world: ({ region }) => {
      countsBy(region, 'ses:configuration-set');
    },
    flags: ['--tap'],
    ...{ verdict: 'pass', exitCode: 0 },
  },
  'a subdomain, which the domain covers': {
    identity: 'mail.example.com',
    flags: ['--tap'],
    ...{ verdict: 'pass', exitCode: 0, sent: 3 },
  },
  'an address at a subdomain, counted': {
    identity: 'news@a.b.example.com',
    ...{ verdict: 'pass', exitCode: 0, sent: 3 },
  },
  'a subdomain that waits for its verification, below a domain that has it': {
    identity: 'mail.example.com',
    world: ({ region }) => {
      region.identities['mail.example.com'] = {
        ...region.identities['example.com'],
        ...{ VerificationStatus: 'PENDING', VerifiedForSendingStatus: false },
      };
    },
    // The route is sound: that the name waits is a warning, and no more.
    ...{ verdict: 'warn', exitCode: 0, codes: ['identity/own-not-verified'], sent: 3 },
  },
  'a subdomain whose domain publishes to a topic by its notifications': {
    identity: 'mail.example.com',
    world: ({ region }) => {
      notifies(region, 'example.com');
    },
    flags: ['--tap'],
    ...{ verdict: 'pass', exitCode: 0, sent: 3 },
  },
  'a subdomain verified by itself, without a set of its own': {
    identity: 'mail.example.com',
    world: ({ region }) => {
      const own = { ...region.identities['example.com'] };
      delete own.ConfigurationSetName;
      region.identities['mail.example.com'] = own;
    },
    // Nobody can receive at that name, so that what SES mails is lost.
    ...{ verdict: 'fail', exitCode: 1, codes: ['proof/only-by-email'], sent: 3 },
    says: /mail.example.com receives no mail/,
  },
  'a subdomain of a domain that nobody verified': {
    identity: 'mail.example.org',
    ...{ verdict: 'fail', exitCode: 1, codes: ['identity/not-found'], sent: 0 },
  },
  'two topics, and one of them takes nothing': {
    world: ({ region }) => {
      publishesDeliveries(region);
      region.sending.mute.push('Delivery');
    },
    ...{ verdict: 'unknown', exitCode: 0, says: /Not proven: nothing was counted at ses-deliveries/ },
  },
  'two topics, and each takes its events': {
    world: ({ region }) => {
      publishesDeliveries(region);
    },
    ...{ verdict: 'pass', exitCode: 0 },
  },
  'two topics, and SNS still tries to reach the reader of one': {
    world: ({ region }) => {
      publishesDeliveries(region);
      region.sending.retrying.push('arn:aws:sqs:eu-west-1:111122223333:ses-deliveries');
    },
    ...{ verdict: 'unknown', exitCode: 0, says: /ses-deliveries took 2, and nothing was counted/ },
  },
  'a topic took all, and SNS still tries to reach its only reader': {
    world: ({ region }) => {
      const { Endpoint = '' } = region.topics[topic]?.subscriptions[0] ?? {};
      region.sending.retrying.push(Endpoint);
    },
    ...{ verdict: 'unknown', exitCode: 0, says: /ses-feedback took 7, and nothing was counted/ },
  },
  'with a queue of our own, and SNS still tries to reach the only reader of the user': {
    world: ({ region }) => void region.sending.retrying.push(readerOf(region)),
    flags: ['--tap'],
    ...{ verdict: 'unknown', exitCode: 0, says: /what your own readers get: ses-feedback delivered 7 of 14/ },
  },
  'the same, with a time that somebody chose': {
    world: ({ region }) => void region.sending.retrying.push(readerOf(region)),
    flags: ['--tap', '--wait', '20s'],
    ...{ verdict: 'unknown', exitCode: 0, says: /what your own readers get/ },
  },
  'with a queue of our own, and the reader of the user fails': {
    world: ({ region }) => void region.sending.failing.push(readerOf(region)),
    flags: ['--tap'],
    ...{ verdict: 'fail', exitCode: 1, codes: ['proof/lost-at-subscriber'] },
  },
  'with a queue of our own at two topics, and SNS still tries to reach the reader of one': {
    world: ({ region }) => {
      publishesDeliveries(region);
      region.sending.retrying.push('arn:aws:sqs:eu-west-1:111122223333:ses-deliveries');
    },
    flags: ['--tap'],
    ...{ verdict: 'unknown', exitCode: 0, says: /ses-deliveries delivered 2 of 4/ },
  },
  'with a queue of our own beside readers by e-mail, which no counter tells of': {
    world: ({ region }) => {
      const [reader] = region.topics[topic]?.subscriptions ?? [];
      if (reader !== undefined) Object.assign(reader, { Protocol: 'email', Endpoint: 'ops@example.com' });
    },
    flags: ['--tap'],
    ...{ verdict: 'pass', exitCode: 0 },
  },
  'with a queue of our own beside a rule whose target fails': {
    world: (world) => {
      rule('{"source":["aws.ses"]}')(world);
      world.region.sending.failing.push('arn:aws:lambda:eu-west-1:111122223333:function:bounces');
    },
    flags: ['--tap'],
    ...{ verdict: 'fail', exitCode: 1, codes: ['proof/lost-at-subscriber'] },
  },
  'with a queue of our own beside a rule whose target gets all': {
    world: rule('{"source":["aws.ses"]}'),
    flags: ['--tap'],
    ...{ verdict: 'pass', exitCode: 0 },
  },
  'a stream took all, and wrote nothing': {
    world: ({ region }) => {
      writesTo(region);
      region.sending.unwritten.push(...all);
    },
    ...{ verdict: 'unknown', exitCode: 0, says: /ses-events took 7, and nothing was counted/ },
  },
  'a rule for each type, and that of complaints takes nothing': {
    world: (world) => {
      rule('{"source":["aws.ses"],"detail-type":["Email Bounced","Email Delivered"]}')(world);
      another(world, 'complaints', '{"source":["aws.ses"],"detail-type":["Email Complaint Received"]}');
      world.region.sending.mute.push('Complaint');
    },
    ...{ verdict: 'unknown', exitCode: 0, says: /nothing was counted at complaints/ },
  },
  'a rule for all, and one of a campaign that takes none of these': {
    world: (world) => {
      rule('{"source":["aws.ses"]}')(world);
      another(world, 'campaign', '{"source":["aws.ses"],"detail":{"mail":{"tags":{"campaign":["spring"]}}}}');
    },
    ...{ verdict: 'pass', exitCode: 0 },
  },
  'a topic has seen all, and what comes to a destination beside it cannot be seen': {
    world: (world) => {
      hidden(world, ['SEND', 'BOUNCE', 'COMPLAINT', 'DELIVERY']);
    },
    ...{ verdict: 'pass', exitCode: 0 },
  },
  'complaints go where nobody can see them': {
    world: (world) => {
      takes('BOUNCE', 'DELIVERY')(world);
      hidden(world, ['COMPLAINT']);
    },
    ...{
      verdict: 'unknown',
      exitCode: 0,
      says: /nobody can see from here what comes to the destination hidden/,
    },
  },
  'somebody interrupts before the send': {
    interrupted: true,
    flags: ['--tap'],
    ...{ verdict: 'unknown', exitCode: 130, sent: 0, says: /Interrupted: nothing was sent/ },
  },
};

describeStories('what a test says of a route', stories);

import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A set was made the default of the identity, and the role of the task may use the identity alone',
  world(world) {
    const { region } = world;
    region.principals['arn:aws:iam::111122223333:role/shop-task'] = [
      {
        effect: 'Allow',
        actions: ['ses:SendEmail', 'ses:SendRawEmail'],
        resources: ['arn:aws:ses:*:*:identity/*'],
      },
    ];
  },
  command: ['--symptom', 'task.log'],
  files: {
    'task.log':
      "AccessDenied: User `arn:aws:sts::111122223333:assumed-role/shop-task/4c1d' is not authorized to perform `ses:SendRawEmail' on resource `arn:aws:ses:eu-west-1:111122223333:configuration-set/transactional'",
  },
  expect: { exitCode: 1, firstCause: 'send/access-denied' },
});

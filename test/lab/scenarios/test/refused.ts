import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'SES refuses the message, and the refusal is read as a pasted error is',
  world: ({ region, aws }) => {
    region.sending = sendingWorld();
    aws.faults.push({
      kind: 'error',
      op: 'SendEmail',
      type: 'AccessDeniedException',
      message:
        "User `arn:aws:iam::111122223333:user/mailer' is not authorized to perform `ses:SendEmail' on resource `arn:aws:ses:eu-west-1:111122223333:identity/example.com'",
    });
  },
  command: ['test', 'example.com', '--scenario', 'success'],
  expect: {
    exitCode: 1,
    codes: ['proof/refused', 'send/access-denied'],
    statuses: { 'proof-sending': 'fail' },
  },
});

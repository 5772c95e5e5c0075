import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A notice of AWS that a domain could not be verified is no answer to a login',
  command: ['explain', '-'],
  files: {
    '-': `Subject: Amazon SES Domain Verification FAILURE for example.com in region EU (Ireland)

We could not verify your domain example.com. The DNS records were not found within 72 hours.
`,
  },
  expect: {
    exitCode: 1,
    firstCause: 'identity/verification-failed',
    notCodes: ['smtp-credentials/rejected'],
  },
});

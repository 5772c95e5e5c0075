import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The identity of another account: its domain does not exist any more',
  command: ['--source-arn', 'arn:aws:ses:eu-west-1:444455556666:identity/partner.example'],
  expect: {
    exitCode: 1,
    codes: ['identity/domain-takes-no-mail', 'dmarc/missing'],
    notCodes: ['identity/not-found'],
    causes: ['identity/domain-takes-no-mail'],
  },
});

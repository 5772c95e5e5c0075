import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A display name with a comma and without quotes makes two addresses of one',
  command: ['explain', '--file', 'error.txt'],
  files: {
    'error.txt':
      "InvalidParameterValue: Missing final '@domain' (SES.SendEmail, From: Smith, Ann <ann@example.com>)",
  },
  expect: { exitCode: 1, firstCause: 'send/address-syntax' },
});

import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A template passed with the send uses a nested name, which SES calls an unsupported operation',
  command: ['explain', 'log.txt'],
  files: {
    'log.txt':
      'BadRequestException: Template contains unsupported operations\n    at throwDefaultError (/node_modules/@smithy/smithy-client/dist-cjs/index.js:844:20) {\n  "$fault": "client"\n}',
  },
  expect: { exitCode: 1, firstCause: 'template/inline-too-complex' },
});

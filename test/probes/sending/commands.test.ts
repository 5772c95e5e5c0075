import { expect, it } from 'vitest';
import { sendingCalls } from '../../../src/model/sending-calls.ts';
import * as eventbridge from '../../../src/probes/sending/eventbridge.ts';
import * as sesv2 from '../../../src/probes/sending/sesv2.ts';
import * as sns from '../../../src/probes/sending/sns.ts';
import * as sqs from '../../../src/probes/sending/sqs.ts';

it('every writing call has its command in the module of its service, and the modules hold no more', () => {
  const modules = { sesv2, sns, sqs, eventbridge };
  const held = Object.entries(modules).flatMap(([name, { commands, createClient }]) => {
    expect(createClient).toBeTypeOf('function');
    return Object.keys(commands).map((command) => `${name} ${command}`);
  });
  const rows = Object.entries(sendingCalls).map(
    ([action, service]) => `${service} ${action.split(':')[1] ?? ''}Command`,
  );
  expect(new Set(held)).toEqual(new Set(rows));
});

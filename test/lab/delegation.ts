import type { World } from './world.ts';

/** The identity of the healthy world, as its account owns it. */
export const ownedArn = 'arn:aws:ses:eu-west-1:111122223333:identity/example.com';

/** Gives the owner's identity a policy by which somebody of another account may send. */
export function letPartnerSend({ region }: World, principal: string, condition?: object): void {
  const identity = region.identities['example.com'];
  if (identity === undefined) throw new Error('the healthy world has an identity');
  const Statement = [
    {
      Effect: 'Allow',
      Principal: { AWS: principal },
      Action: ['ses:SendEmail', 'ses:SendRawEmail'],
      Resource: ownedArn,
      ...(condition !== undefined && { Condition: condition }),
    },
  ];
  identity.Policies = { partner: JSON.stringify({ Statement }) };
}

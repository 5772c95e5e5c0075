import * as v from 'valibot';
import { text } from './kinds.ts';

/** GetCallerIdentity of STS: whose credentials these are. */
export const getCallerIdentity = v.object({ Account: text, Arn: text });

import { answered } from './account.ts';

/** Every place was read that says where events go. */
export const allRead = answered<string | null>(null);

/** One of them could not be read. */
export const notRead = answered<string | null>('denied');

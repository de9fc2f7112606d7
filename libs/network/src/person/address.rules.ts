/** One definition of "the same mail address" for import, persons, invitations and answers. */
export { addressKey, isAddress } from '@samrad/platform/pure';

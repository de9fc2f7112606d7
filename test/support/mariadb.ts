/** A throw-away MariaDB for a spec that needs one of its own (an outage, two servers). Others use TEST_DATABASE_URL. */
export { hasMariaDb, startMariaDb, type MariaDb } from '../../scripts/mariadb.mjs';

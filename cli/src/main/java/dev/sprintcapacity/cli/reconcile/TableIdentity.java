package dev.sprintcapacity.cli.reconcile;

/**
 * Which event table this is.
 *
 * @param logId drawn at random when the table was made
 * @param databaseOid the database within its server, in digits
 * @param standby whether it is a replica, which may lag behind
 */
record TableIdentity(String logId, String databaseOid, boolean standby) {}

package dev.sprintcapacity.service.page;

/**
 * A static file.
 *
 * @param mediaType its content type
 * @param tag its entity tag, quotes included: the same bytes have the same tag
 * @param bytes not copied; nobody changes them
 */
@SuppressWarnings("ArrayRecordComponent") // is never compared
record Asset(String mediaType, String tag, byte[] bytes) {}

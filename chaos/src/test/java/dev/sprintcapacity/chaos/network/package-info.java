/** Tests of connections that go wrong on purpose. */
@NullMarked
package dev.sprintcapacity.chaos.network;

import org.jspecify.annotations.NullMarked;

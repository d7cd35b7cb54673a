package dev.ionosphere.api.permission;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A route for devices that have no session yet. Nobody is known there; what needs a proof, the
 * route proves itself. Each address has a limit, apart from that of people.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface BeforeSession {}

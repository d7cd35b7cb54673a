package dev.ionosphere.api.identity;

import dev.ionosphere.api.permission.Role;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Who may call a route: data scientists, operators and admins. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@Allowed({Role.DATA_SCIENTIST, Role.OPERATOR, Role.ADMIN})
public @interface AllowedForScientists {}

package hmrbench.core;

/**
 * A named point of a person. LEFT is the person's left.
 *
 * <p>The first 24 are SMPL's kinematic joints in SMPL's order. The others are points that data sets
 * annotate or that a joint regressor reads off the mesh; points with the prefix OP come from the
 * OpenPose layout and differ from the plain ones of the same name (TCMR lib/data_utils/_kp_utils.py
 * at c41fdd7).
 */
public enum Joint {
  PELVIS,
  LEFT_HIP,
  RIGHT_HIP,
  SPINE1,
  LEFT_KNEE,
  RIGHT_KNEE,
  SPINE2,
  LEFT_ANKLE,
  RIGHT_ANKLE,
  SPINE3,
  LEFT_FOOT,
  RIGHT_FOOT,
  NECK,
  LEFT_COLLAR,
  RIGHT_COLLAR,
  HEAD,
  LEFT_SHOULDER,
  RIGHT_SHOULDER,
  LEFT_ELBOW,
  RIGHT_ELBOW,
  LEFT_WRIST,
  RIGHT_WRIST,
  LEFT_HAND,
  RIGHT_HAND,

  /** Top of the head. */
  HEADTOP,
  /** Neck as LSP marks it. */
  NECK_LSP,
  /** Pelvis as MPII marks it. */
  HIP_MPII,
  THORAX,
  SPINE_H36M,
  JAW_H36M,
  HEAD_H36M,
  NOSE,
  LEFT_EYE,
  RIGHT_EYE,
  LEFT_EAR,
  RIGHT_EAR,

  OP_NOSE,
  OP_NECK,
  OP_RIGHT_SHOULDER,
  OP_RIGHT_ELBOW,
  OP_RIGHT_WRIST,
  OP_LEFT_SHOULDER,
  OP_LEFT_ELBOW,
  OP_LEFT_WRIST,
  OP_MID_HIP,
  OP_RIGHT_HIP,
  OP_RIGHT_KNEE,
  OP_RIGHT_ANKLE,
  OP_LEFT_HIP,
  OP_LEFT_KNEE,
  OP_LEFT_ANKLE,
  OP_RIGHT_EYE,
  OP_LEFT_EYE,
  OP_RIGHT_EAR,
  OP_LEFT_EAR,
  OP_LEFT_BIG_TOE,
  OP_LEFT_SMALL_TOE,
  OP_LEFT_HEEL,
  OP_RIGHT_BIG_TOE,
  OP_RIGHT_SMALL_TOE,
  OP_RIGHT_HEEL
}
